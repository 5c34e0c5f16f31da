"""Keep collections of other organs' reports, and the requests to correct them (报告集)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Collections, members, findings, counts, folders on their way, requests and their steps (报告集记录)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("reporting", "0007_sent_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="CollectedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organ", models.CharField(max_length=200, verbose_name="机关名称")),
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
                ("errors", models.PositiveIntegerField(default=0, verbose_name="错误数")),
                ("warnings", models.PositiveIntegerField(default=0, verbose_name="警示数")),
                ("notices", models.PositiveIntegerField(default=0, verbose_name="提示数")),
                ("source", models.CharField(max_length=200, verbose_name="原文件名")),
                ("added_at", models.DateTimeField(verbose_name="收录时间")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收录人",
                    ),
                ),
                (
                    "compared_with",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.publishedreport",
                        verbose_name="上年报告",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.collectedreport",
                        verbose_name="更正后的报告",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="reporting.publishedreport",
                        verbose_name="报告",
                    ),
                ),
            ],
            options={
                "verbose_name": "集内报告",
            },
        ),
        migrations.CreateModel(
            name="CollectionIntake",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folder", models.CharField(max_length=1000, verbose_name="目录")),
                ("files", models.PositiveIntegerField(default=0, verbose_name="文件数")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="新收录")),
                ("known", models.PositiveIntegerField(default=0, verbose_name="此前已收录")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="未收录")),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收录人",
                    ),
                ),
            ],
            options={
                "verbose_name": "批量收录",
            },
        ),
        migrations.CreateModel(
            name="RefusedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=1000, verbose_name="文件")),
                ("reason", models.CharField(max_length=500, verbose_name="原因")),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused_files",
                        to="reporting.collectionintake",
                    ),
                ),
            ],
            options={
                "verbose_name": "未收录的文件",
            },
        ),
        migrations.CreateModel(
            name="ReportCollection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="名称")),
                ("whole", models.CharField(blank=True, max_length=100, verbose_name="汇总政府")),
                ("reports", models.PositiveIntegerField(default=0, verbose_name="报告数")),
                ("errors", models.PositiveIntegerField(default=0, verbose_name="错误数")),
                ("warnings", models.PositiveIntegerField(default=0, verbose_name="警示数")),
                ("notices", models.PositiveIntegerField(default=0, verbose_name="提示数")),
                ("opened_at", models.DateTimeField(verbose_name="建立时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report_collections",
                        to="agencies.agency",
                        verbose_name="所属机关",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
            ],
            options={
                "verbose_name": "报告集",
            },
        ),
        migrations.CreateModel(
            name="OrganNamePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=200, verbose_name="名称片段")),
                ("organ", models.CharField(max_length=200, verbose_name="机关名称")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_parts",
                        to="reporting.reportcollection",
                    ),
                ),
            ],
            options={
                "verbose_name": "机关名称索引",
            },
        ),
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "草稿"), ("sent", "已发出"), ("answered", "已回复"), ("closed", "已办结")],
                        default="draft",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("addressee", models.CharField(max_length=200, verbose_name="收函机关")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="发文字号")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("body", models.TextField(verbose_name="正文")),
                ("findings", models.JSONField(verbose_name="所列问题")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="发出日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="回复期限")),
                ("reminded_on", models.DateField(blank=True, null=True, verbose_name="最近催办")),
                (
                    "corrected_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="reporting.collectedreport",
                        verbose_name="更正后的报告",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_requests",
                        to="reporting.collectedreport",
                        verbose_name="所要求更正的报告",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_requests",
                        to="reporting.reportcollection",
                        verbose_name="报告集",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正要求",
            },
        ),
        migrations.CreateModel(
            name="CollectionVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("reports", models.IntegerField(default=0, verbose_name="报告数")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verdicts",
                        to="reporting.reportcollection",
                    ),
                ),
            ],
            options={
                "verbose_name": "结论汇总",
            },
        ),
        migrations.CreateModel(
            name="CollectionTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("rule", models.CharField(max_length=40, verbose_name="规则")),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "错误"), ("warning", "警示"), ("notice", "提示")],
                        max_length=8,
                        verbose_name="严重程度",
                    ),
                ),
                ("findings", models.IntegerField(default=0, verbose_name="发现数")),
                ("reports", models.IntegerField(default=0, verbose_name="报告数")),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tallies",
                        to="reporting.reportcollection",
                    ),
                ),
            ],
            options={
                "verbose_name": "发现汇总",
            },
        ),
        migrations.AddField(
            model_name="collectionintake",
            name="collection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="intakes",
                to="reporting.reportcollection",
                verbose_name="报告集",
            ),
        ),
        migrations.AddField(
            model_name="collectedreport",
            name="collection",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="reporting.reportcollection",
                verbose_name="报告集",
            ),
        ),
        migrations.CreateModel(
            name="CollectedFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=40, verbose_name="规则")),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "错误"), ("warning", "警示"), ("notice", "提示")],
                        max_length=8,
                        verbose_name="严重程度",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("organ", models.CharField(max_length=200, verbose_name="机关名称")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("told", models.JSONField(verbose_name="发现")),
                ("is_current", models.BooleanField(default=True, verbose_name="现行")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="reporting.collectedreport",
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="reporting.reportcollection",
                    ),
                ),
            ],
            options={
                "verbose_name": "集内发现",
            },
        ),
        migrations.CreateModel(
            name="CorrectionStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step_code",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("revise", "修改"),
                            ("send", "发出"),
                            ("remind", "催办"),
                            ("corrected", "收到更正后的报告"),
                            ("answer", "登记回复"),
                            ("close", "办结"),
                            ("drop", "撤销"),
                        ],
                        max_length=12,
                        verbose_name="操作",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                ("remarks", models.CharField(blank=True, max_length=1000, verbose_name="说明")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="reporting.correctionrequest",
                        verbose_name="更正要求",
                    ),
                ),
            ],
            options={
                "verbose_name": "更正要求经过",
                "indexes": [models.Index(fields=["request", "id"], name="correction_step_in_order")],
            },
        ),
        migrations.CreateModel(
            name="IntakeChunk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="批号")),
                ("paths", models.JSONField(verbose_name="文件")),
                ("done_at", models.DateTimeField(null=True, verbose_name="完成时间")),
                (
                    "intake",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chunks",
                        to="reporting.collectionintake",
                    ),
                ),
            ],
            options={
                "verbose_name": "批次",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)), fields=["intake", "number"], name="chunk_waiting"
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("intake", "number"), name="chunk_is_numbered_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="reportcollection",
            constraint=models.UniqueConstraint(fields=("agency", "name"), name="collection_name_is_told_once"),
        ),
        migrations.AddConstraint(
            model_name="reportcollection",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="collection_has_a_name"
            ),
        ),
        migrations.AddIndex(
            model_name="organnamepart",
            index=models.Index(fields=["collection", "part", "organ"], name="name_part_by_start"),
        ),
        migrations.AddConstraint(
            model_name="organnamepart",
            constraint=models.UniqueConstraint(fields=("collection", "organ", "part"), name="name_part_is_kept_once"),
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["collection", "state", "-id"], name="request_by_state"),
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["state", "due_on"], name="request_by_due_day"),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("sent", "answered")), _negated=True),
                    models.Q(("due_on__isnull", False), ("sent_on__isnull", False)),
                    _connector="OR",
                ),
                name="sent_request_has_its_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "closed"), _negated=True),
                fields=("member",),
                name="one_open_request_a_report",
            ),
        ),
        migrations.AddConstraint(
            model_name="collectionverdict",
            constraint=models.UniqueConstraint(
                fields=("collection", "year", "outcome_code"), name="verdict_is_tallied_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="collectiontally",
            constraint=models.UniqueConstraint(fields=("collection", "year", "rule"), name="rule_is_tallied_once"),
        ),
        migrations.AddConstraint(
            model_name="collectionintake",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at", None)),
                fields=("collection", "folder"),
                name="folder_is_taken_in_once_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="collectedreport",
            index=models.Index(fields=["collection", "organ", "year", "id"], name="member_by_organ"),
        ),
        migrations.AddIndex(
            model_name="collectedreport",
            index=models.Index(fields=["collection", "outcome_code", "organ", "id"], name="member_by_verdict"),
        ),
        migrations.AddIndex(
            model_name="collectedreport",
            index=models.Index(fields=["collection", "-errors", "-id"], name="member_by_errors"),
        ),
        migrations.AddConstraint(
            model_name="collectedreport",
            constraint=models.UniqueConstraint(fields=("collection", "report"), name="report_is_in_a_collection_once"),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)), fields=["collection", "rank", "id"], name="finding_by_rank"
            ),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)), fields=["collection", "organ", "id"], name="finding_by_organ"
            ),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["collection", "year", "rank", "id"],
                name="finding_by_year",
            ),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["collection", "rank", "organ", "id"],
                name="finding_by_rank_organ",
            ),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["collection", "rank", "year", "id"],
                name="finding_by_rank_year",
            ),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["collection", "severity", "organ", "id"],
                name="finding_by_grade_organ",
            ),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["collection", "severity", "year", "id"],
                name="finding_by_grade_year",
            ),
        ),
        migrations.AddIndex(
            model_name="collectedfinding",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["collection", "year", "organ", "id"],
                name="finding_by_year_organ",
            ),
        ),
    )
