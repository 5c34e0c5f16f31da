"""Keep where organs stood in the tree before they were moved (曾经的树中位置)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A row for each organ that a move took along (曾经的树中位置)."""

    dependencies = (("agencies", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="FormerPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=72, verbose_name="树中位置")),
                ("until", models.DateTimeField(verbose_name="调整时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_places",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "曾经的树中位置",
                "indexes": [models.Index(fields=["agency", "until"], name="former_place_by_moment")],
            },
        ),
    )
