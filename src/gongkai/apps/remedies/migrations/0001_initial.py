"""Reconsideration and litigation cases (复议诉讼案件)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.apps.people.sealing


class Migration(migrations.Migration):
    """Reconsideration and litigation cases (复议诉讼案件)."""

    initial = True

    dependencies = (
        ("agencies", "0001_initial"),
        ("casework", "0003_list_orders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="RemedyCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "block_code",
                    models.CharField(
                        choices=[
                            ("reconsideration", "行政复议"),
                            ("litigation_direct", "行政诉讼（未经复议直接起诉）"),
                            ("litigation_after_reconsideration", "行政诉讼（复议后起诉）"),
                        ],
                        max_length=40,
                        verbose_name="类别",
                    ),
                ),
                ("is_simple", models.BooleanField(default=False, verbose_name="简易程序")),
                ("is_counted_elsewhere", models.BooleanField(default=False, verbose_name="作为复议机关的共同被告")),
                ("attacked", models.CharField(max_length=500, verbose_name="被复议（被诉）的行为")),
                ("authority", models.CharField(max_length=200, verbose_name="复议机关或者人民法院")),
                ("number", models.CharField(blank=True, max_length=120, verbose_name="案号")),
                (
                    "party",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="remedy", verbose_name="申请人（原告）"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("received_on", models.DateField(null=True, verbose_name="收到通知日期")),
                ("is_pending", models.BooleanField(default=True, verbose_name="在审")),
                ("is_struck", models.BooleanField(default=False, verbose_name="登记作废")),
                ("concluded_on", models.DateField(null=True, verbose_name="审结日期")),
                ("outcome_code", models.CharField(blank=True, max_length=40, verbose_name="审理结果")),
                ("appeal_concluded_on", models.DateField(null=True, verbose_name="二审审结日期")),
                ("appeal_outcome_code", models.CharField(blank=True, max_length=40, verbose_name="二审结果")),
                ("due_on", models.DateField(null=True, verbose_name="答复（答辩）期限")),
                ("expected_on", models.DateField(null=True, verbose_name="应当审结日期")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remedy_cases",
                        to="agencies.agency",
                        verbose_name="被申请人（被告）",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remedies",
                        to="casework.case",
                        verbose_name="申请件",
                    ),
                ),
                (
                    "earlier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suits",
                        to="remedies.remedycase",
                        verbose_name="在先的复议",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.letter",
                        verbose_name="被诉答复",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "复议诉讼案件",
            },
        ),
        migrations.CreateModel(
            name="RemedyRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "act_code",
                    models.CharField(
                        choices=[
                            ("notice_received", "收到受理或者应诉通知"),
                            ("replied", "提交答复书（答辩状）和证据"),
                            ("hearing", "听证或者开庭"),
                            ("prolonged", "审理期限延长"),
                            ("suspended", "中止审理"),
                            ("resumed", "恢复审理"),
                            ("concluded", "审结"),
                            ("appealed", "上诉"),
                            ("appeal_concluded", "二审审结"),
                            ("opinion_received", "收到行政复议意见书"),
                            ("opinion_answered", "报送纠正或者改进情况"),
                            ("struck", "登记作废"),
                        ],
                        max_length=40,
                        verbose_name="事项",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("outcome_code", models.CharField(blank=True, max_length=40, verbose_name="审理结果")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "remedy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="remedies.remedycase",
                        verbose_name="案件",
                    ),
                ),
            ],
            options={
                "verbose_name": "案件事项",
            },
        ),
        migrations.CreateModel(
            name="OutcomeColumn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome_code", models.CharField(max_length=40, verbose_name="审理结果")),
                (
                    "column_code",
                    models.CharField(
                        choices=[("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果")],
                        max_length=20,
                        verbose_name="归入",
                    ),
                ),
                ("from_year", models.PositiveIntegerField(verbose_name="自年度")),
                ("reason", models.CharField(max_length=500, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
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
                "verbose_name": "结果归类",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("column_code__in", ("upheld", "corrected", "other", "pending"))),
                        name="outcome_column_is_known",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="remedycase",
            index=models.Index(fields=["agency", "block_code", "received_on"], name="remedy_by_agency"),
        ),
        migrations.AddIndex(
            model_name="remedycase",
            index=models.Index(fields=["is_pending", "due_on", "id"], name="remedy_by_term"),
        ),
        migrations.AddIndex(
            model_name="remedycase",
            index=models.Index(fields=["-id", "agency"], name="remedy_newest"),
        ),
        migrations.AddConstraint(
            model_name="remedycase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("block_code__in", ("reconsideration", "litigation_direct", "litigation_after_reconsideration"))
                ),
                name="remedy_block_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="remedyrecord",
            constraint=models.UniqueConstraint(fields=("remedy", "seq"), name="remedy_event_has_one_place"),
        ),
    )
