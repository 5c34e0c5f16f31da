"""Reminders that went out (已发提醒)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Reminders that went out (已发提醒)."""

    dependencies = (("agencies", "0001_initial"), ("reporting", "0006_public_files"))

    operations = (
        migrations.CreateModel(
            name="SentReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=120, verbose_name="事项")),
                ("sent_at", models.DateTimeField(verbose_name="发送时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "已发提醒",
                "constraints": (models.UniqueConstraint(fields=("agency", "key"), name="reminder_goes_out_once"),),
            },
        ),
    )
