"""Let a decision be registered again whose entry was voided, and its file taken in again (行政决定重新登记)."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """What is unique is what stands; the struck ones have an index of their own (有效登记唯一)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("disclosure", "0004_statistics"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.RemoveConstraint(model_name="decisionimport", name="file_is_imported_once"),
        migrations.AddConstraint(
            model_name="decisionimport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "done"), _negated=True),
                fields=("agency", "kind_code", "digest"),
                name="file_is_taken_in_by_one_import",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="key",
            field=models.CharField(max_length=40, verbose_name="登记标识"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("voided_at", None)), fields=("key",), name="decision_stands_once"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("voided_at__isnull", False)),
                fields=["kind_code", "voided_at"],
                name="decision_voided",
            ),
        ),
    )
