"""Let the counts of table two be told from indexes alone (表二统计索引)."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes for documents by state, and for what was recorded of them since a moment (表二统计索引)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("disclosure", "0003_shown_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.RemoveIndex(model_name="ruledocument", name="document_by_making"),
        migrations.RemoveIndex(model_name="ruledocument", name="document_by_ceasing"),
        migrations.AddIndex(
            model_name="ruledocument",
            index=models.Index(
                fields=["agency", "kind_code", "ended_by_code", "made_on", "ceased_on", "recorded_at"],
                name="document_count",
            ),
        ),
        migrations.AddIndex(
            model_name="ruleevent",
            index=models.Index(fields=["recorded_at", "document"], name="document_event_by_moment"),
        ),
    )
