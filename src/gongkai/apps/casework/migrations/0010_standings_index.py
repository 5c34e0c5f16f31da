"""Let table three be counted without reading a case on PostgreSQL too (表三统计索引)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """The number of the case in the index that tells how it stands (表三统计索引)."""

    dependencies = (("casework", "0009_outcome_rows"),)

    operations = (
        migrations.RemoveIndex(model_name="case", name="case_by_row"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["agency", "row", "applicant_kind", "first_answered_on", "received_on", "outcome_code", "id"],
                name="case_by_standing",
            ),
        ),
    )
