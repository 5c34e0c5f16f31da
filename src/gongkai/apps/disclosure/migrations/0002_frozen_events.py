"""Let the database itself refuse changes of what happened to documents (文件变动只增不改)."""

from __future__ import annotations

from django.db import migrations

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """Triggers on the events (文件变动的触发器)."""

    dependencies = (("disclosure", "0001_initial"),)
    operations = (freeze("disclosure_ruleevent"),)
