"""Let the database itself refuse changes of what was frozen (定格数据只增不改)."""

from __future__ import annotations

from django.db import migrations

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """Triggers on snapshots, their parts, entries, steps and publications (定格数据的触发器)."""

    dependencies = (("reporting", "0002_annual_reports"),)
    operations = (
        freeze(
            "reporting_reportsnapshot",
            "reporting_rolluppart",
            "reporting_cellentry",
            "reporting_flowstep",
            "reporting_publication",
        ),
    )
