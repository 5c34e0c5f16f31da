"""Let applicants use a second factor, as officers do (申请人动态口令)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """A factor and its codes have one holder, of either kind (动态口令持有人)."""

    dependencies = (("people", "0002_applicant_accounts"),)

    operations = (
        migrations.AddField(
            model_name="recoverycode",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recovery_codes",
                to="people.applicantaccount",
                verbose_name="申请人账号",
            ),
        ),
        migrations.AddField(
            model_name="secondfactor",
            name="account",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="second_factor",
                to="people.applicantaccount",
                verbose_name="申请人账号",
            ),
        ),
        migrations.AlterField(
            model_name="recoverycode",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recovery_codes",
                to=settings.AUTH_USER_MODEL,
                verbose_name="工作人员",
            ),
        ),
        migrations.AlterField(
            model_name="secondfactor",
            name="officer",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="second_factor",
                to=settings.AUTH_USER_MODEL,
                verbose_name="工作人员",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.UniqueConstraint(fields=("account", "digest"), name="recovery_code_of_account_once"),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account", None), ("officer__isnull", False)),
                    models.Q(("account__isnull", False), ("officer", None)),
                    _connector="OR",
                ),
                name="recovery_code_has_one_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="secondfactor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account", None), ("officer__isnull", False)),
                    models.Q(("account__isnull", False), ("officer", None)),
                    _connector="OR",
                ),
                name="second_factor_has_one_holder",
            ),
        ),
    )
