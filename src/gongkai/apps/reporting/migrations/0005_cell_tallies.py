"""Keep the sums of every cell over the public reports (单元格汇总)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Counted reports, the sums, the extent of the collection (单元格汇总记录)."""

    dependencies = (("reporting", "0004_public_editions"),)

    operations = (
        migrations.CreateModel(
            name="CountedReport",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="counted",
                        serialize=False,
                        to="reporting.publishedreport",
                        verbose_name="报告",
                    ),
                ),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                (
                    "outcome_code",
                    models.CharField(
                        choices=[
                            ("errors", "有错误"),
                            ("warnings", "有警示"),
                            ("notices", "有提示"),
                            ("incomplete", "未读全"),
                            ("clean", "未发现问题"),
                        ],
                        max_length=12,
                        verbose_name="核查结论",
                    ),
                ),
            ],
            options={
                "verbose_name": "计入汇总的报告",
            },
        ),
        migrations.CreateModel(
            name="CellTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("table_key", models.CharField(max_length=20, verbose_name="表")),
                ("edition", models.CharField(max_length=8, verbose_name="格式版本")),
                (
                    "outcome_code",
                    models.CharField(
                        choices=[
                            ("errors", "有错误"),
                            ("warnings", "有警示"),
                            ("notices", "有提示"),
                            ("incomplete", "未读全"),
                            ("clean", "未发现问题"),
                        ],
                        max_length=12,
                        verbose_name="核查结论",
                    ),
                ),
                ("reports", models.PositiveIntegerField(default=0, verbose_name="报告数")),
                ("cells", models.JSONField(default=dict, verbose_name="合计")),
                ("changed_at", models.DateTimeField(verbose_name="变动时间")),
            ],
            options={
                "verbose_name": "单元格汇总",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "table_key", "edition", "outcome_code"), name="cells_are_summed_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CollectionExtent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("publishers", models.PositiveIntegerField(default=0, verbose_name="机关数")),
                ("reports", models.PositiveIntegerField(default=0, verbose_name="公开报告数")),
                ("errors", models.PositiveIntegerField(default=0, verbose_name="错误数")),
                ("warnings", models.PositiveIntegerField(default=0, verbose_name="警示数")),
            ],
            options={
                "verbose_name": "目录规模",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="collection_extent_is_one_row")
                ],
            },
        ),
    )
