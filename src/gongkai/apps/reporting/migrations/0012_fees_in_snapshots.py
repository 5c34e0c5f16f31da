"""Freeze with a report the fees taken, so that a territory can tell those of its organs (定格信息处理费)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """The fees in yuan; null for what was frozen before and for published files (信息处理费)."""

    dependencies = (("reporting", "0011_counted_organs"),)
    operations = (
        migrations.AddField(
            "reportsnapshot", "fees_yuan", models.PositiveBigIntegerField("信息处理费（元）", null=True)
        ),
    )
