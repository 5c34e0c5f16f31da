"""The first tables (建表)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = (migrations.swappable_dependency(settings.AUTH_USER_MODEL),)

    operations = (
        migrations.CreateModel(
            name="Publisher",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="名称")),
                ("reports", models.PositiveIntegerField(default=0, verbose_name="公开报告数")),
                ("errors", models.PositiveIntegerField(default=0, verbose_name="错误数")),
                ("warnings", models.PositiveIntegerField(default=0, verbose_name="警示数")),
                ("latest_year", models.PositiveIntegerField(default=0, verbose_name="最近年度")),
            ],
            options={
                "verbose_name": "发布机关",
                "indexes": [
                    models.Index(
                        condition=models.Q(("reports__gt", 0)), fields=["name", "id"], name="publisher_by_name"
                    ),
                    models.Index(
                        condition=models.Q(("reports__gt", 0)), fields=["-errors", "-id"], name="publisher_by_errors"
                    ),
                    models.Index(
                        condition=models.Q(("reports__gt", 0)), fields=["-latest_year", "-id"], name="publisher_by_year"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="文件摘要")),
                (
                    "standing",
                    models.CharField(
                        choices=[("private", "仅提交人可见"), ("public", "已公开"), ("withdrawn", "已撤下")],
                        default="private",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="原文件名")),
                ("size", models.PositiveIntegerField(verbose_name="文件大小（字节）")),
                ("title", models.TextField(blank=True, verbose_name="标题")),
                ("year", models.PositiveIntegerField(null=True, verbose_name="年度")),
                ("edition", models.CharField(max_length=8, verbose_name="格式版本")),
                ("editions", models.JSONField(verbose_name="各表版本")),
                ("reported_on", models.DateField(null=True, verbose_name="报告日期")),
                ("carrier", models.CharField(max_length=12, verbose_name="载体")),
                ("figures", models.JSONField(verbose_name="数据")),
                ("places", models.JSONField(default=dict, verbose_name="出处")),
                ("chapters", models.JSONField(default=list, verbose_name="正文")),
                ("findings", models.JSONField(default=list, verbose_name="核查发现")),
                ("findings_between_years", models.JSONField(default=list, verbose_name="跨年核查发现")),
                ("problems", models.JSONField(default=list, verbose_name="读取问题")),
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
                ("errors", models.PositiveIntegerField(default=0, verbose_name="错误数")),
                ("warnings", models.PositiveIntegerField(default=0, verbose_name="警示数")),
                ("notices", models.PositiveIntegerField(default=0, verbose_name="提示数")),
                ("received_at", models.DateTimeField(verbose_name="收录时间")),
                (
                    "uploader",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports_taken_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="提交人",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published",
                        to="reporting.publisher",
                        verbose_name="发布机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "年度报告",
            },
        ),
        migrations.CreateModel(
            name="Deposit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder", models.CharField(max_length=64, verbose_name="提交人标识")),
                ("source", models.CharField(max_length=200, verbose_name="原文件名")),
                ("received_at", models.DateTimeField(verbose_name="提交时间")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deposits",
                        to="reporting.publishedreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "提交记录",
                "indexes": [models.Index(fields=["holder", "-id"], name="deposit_by_holder")],
                "constraints": [
                    models.UniqueConstraint(fields=("holder", "report"), name="one_deposit_a_holder_and_report")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="publishedreport",
            index=models.Index(fields=["publisher", "standing", "year", "id"], name="report_by_publisher"),
        ),
        migrations.AddIndex(
            model_name="publishedreport",
            index=models.Index(fields=["standing", "-id"], name="report_by_standing"),
        ),
        migrations.AddIndex(
            model_name="publishedreport",
            index=models.Index(fields=["standing", "year", "outcome_code", "publisher"], name="report_by_verdict"),
        ),
        migrations.AddIndex(
            model_name="publishedreport",
            index=models.Index(fields=["standing", "received_at"], name="report_by_age"),
        ),
        migrations.AddConstraint(
            model_name="publishedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="report_digest_is_sha256"
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("standing", "private"), ("uploader__isnull", False), _connector="OR"),
                name="public_report_has_an_uploader",
            ),
        ),
    )
