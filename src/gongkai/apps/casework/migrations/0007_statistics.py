"""Let table three be counted from indexes alone (表三统计索引)."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes for how cases stand, and for what was recorded of them since a moment (表三统计索引)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("casework", "0006_local_holidays"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["agency", "row", "applicant_kind", "first_answered_on", "received_on"], name="case_by_row"
            ),
        ),
        migrations.AddIndex(
            model_name="caseevent",
            index=models.Index(fields=["kind_code", "recorded_at", "case"], name="case_event_by_moment"),
        ),
    )
