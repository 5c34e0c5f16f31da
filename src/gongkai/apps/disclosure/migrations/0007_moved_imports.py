"""Keep when an import last moved, so that one that was killed shows as stopped (导入进展时间)."""

from __future__ import annotations

from django.db import migrations, models

_STATES = [("waiting", "等待导入"), ("running", "导入中"), ("done", "已完成"), ("stopped", "已中断")]


class Migration(migrations.Migration):
    """The moment, and the state of an import that nobody has begun to take in (导入进展时间)."""

    dependencies = (("disclosure", "0006_decisions_by_code_point"),)

    operations = (
        migrations.AddField(
            model_name="decisionimport",
            name="moved_at",
            field=models.DateTimeField(null=True, verbose_name="最近进展时间"),
        ),
        migrations.AlterField(
            model_name="decisionimport",
            name="state",
            field=models.CharField(choices=_STATES, default="waiting", max_length=10, verbose_name="状态"),
        ),
    )
