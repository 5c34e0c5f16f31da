"""Let the database itself refuse changes of what was done with a request (更正要求经过只增不改)."""

from __future__ import annotations

from django.db import migrations

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """Triggers on the steps of correction requests (更正要求经过的触发器)."""

    dependencies = (("reporting", "0008_report_collections"),)
    operations = (freeze("reporting_correctionstep"),)
