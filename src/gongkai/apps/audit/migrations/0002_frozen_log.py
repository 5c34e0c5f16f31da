"""Let the database itself refuse changes of the log (操作日志只增不改)."""

from __future__ import annotations

from django.db import migrations

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """Triggers on the log (操作日志的触发器)."""

    dependencies = (("audit", "0001_initial"),)
    operations = (freeze("audit_entry"),)
