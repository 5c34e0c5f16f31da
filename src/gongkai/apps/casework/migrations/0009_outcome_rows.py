"""Keep where an organ counts the outcomes whose row nobody has fixed (统计栏目)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """The table of the settings, which the database itself keeps from being changed (统计栏目设置)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("casework", "0008_split_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="OutcomeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome_code", models.CharField(max_length=40, verbose_name="办理结果")),
                ("row", models.CharField(max_length=40, verbose_name="表三栏目")),
                ("from_year", models.PositiveIntegerField(verbose_name="自年度")),
                ("reason", models.CharField(max_length=500, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "统计栏目",
                "indexes": [models.Index(fields=["agency", "outcome_code", "from_year"], name="outcome_row_by_agency")],
            },
        ),
        freeze("casework_outcomerow"),
    )
