"""Let words be looked for in titles without reading a case (标题检索索引)."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """An index wide enough to be read instead of the rows, and one of the few split applications (标题检索索引)."""

    dependencies = (("casework", "0011_joint_answers"),)

    operations = (
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["id", "agency", "title", "reference"], name="case_words"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["item", "id"], condition=models.Q(("item", ""), _negated=True), name="case_item_words"
            ),
        ),
    )
