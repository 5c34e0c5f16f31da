"""Keep with frozen figures which organs they count, whatever becomes of the tree of organs (定格统计范围)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """The organs counted; null for what was frozen before, so that no frozen row is touched (统计范围)."""

    dependencies = (("reporting", "0010_name_parts_by_code_point"),)
    operations = (migrations.AddField("reportsnapshot", "counted", models.JSONField("统计范围", null=True)),)
