"""Let the database itself refuse changes of the ledger and of issued letters (台账与函件只增不改)."""

from __future__ import annotations

from django.db import migrations

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """Triggers on the frozen tables (只增不改的触发器)."""

    dependencies = (("casework", "0001_initial"),)
    operations = (freeze("casework_caseevent", "casework_letter"),)
