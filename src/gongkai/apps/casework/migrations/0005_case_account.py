"""Let an application belong to its applicant's account (申请归入账号)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The account of a case and the list of an account's cases (申请归入账号)."""

    dependencies = (
        ("casework", "0004_stayed_stage"),
        ("people", "0002_applicant_accounts"),
    )

    operations = (
        migrations.AddField(
            model_name="case",
            name="account",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="cases",
                to="people.applicantaccount",
                verbose_name="申请人账号",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("account__isnull", False)), fields=["account", "-id"], name="case_by_account"
            ),
        ),
    )
