"""Let one application become several (拆分申请)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The link to the application that a case was split from, and the matter it handles (拆分)."""

    dependencies = (("casework", "0007_statistics"),)

    operations = (
        migrations.AddField(
            model_name="case",
            name="item",
            field=models.CharField(blank=True, max_length=500, verbose_name="本件办理的事项"),
        ),
        migrations.AddField(
            model_name="case",
            name="split_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="casework.case",
                verbose_name="原申请",
            ),
        ),
    )
