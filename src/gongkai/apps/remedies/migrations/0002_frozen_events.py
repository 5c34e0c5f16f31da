"""Let the database itself refuse changes of what happened in cases (案件事项只增不改)."""

from __future__ import annotations

from django.db import migrations

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """Triggers on events and mappings (案件事项的触发器)."""

    dependencies = (("remedies", "0001_initial"),)
    operations = (freeze("remedies_remedyrecord", "remedies_outcomecolumn"),)
