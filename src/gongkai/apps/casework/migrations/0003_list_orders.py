"""Keep lists of all cases fast in every order (列表排序索引)."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes for the orders of the list over the whole tree (列表排序索引)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("casework", "0002_frozen_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["due_on", "id"], name="case_order_due"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["received_on", "id"], name="case_order_received"),
        ),
    )
