"""Keep the public query of decisions fast in its orders (行政决定公示索引)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes for the public query; one less that others make needless (行政决定公示索引)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("disclosure", "0002_frozen_events"),
    )

    operations = (
        migrations.AlterField(
            model_name="decision",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="agencies.agency",
                verbose_name="决定机关",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("is_published", True), ("voided_at", None), ("withdrawn_on", None)),
                fields=["kind_code", "-decided_on", "-id"],
                name="decision_shown_by_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("withdrawn_on__isnull", False)),
                fields=["-withdrawn_on", "-id"],
                name="decision_withdrawn",
            ),
        ),
    )
