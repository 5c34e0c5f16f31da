"""Rules, decisions and charges (主动公开记录)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.apps.people.sealing


class Migration(migrations.Migration):
    """Rules, decisions and charges (主动公开记录)."""

    initial = True

    dependencies = (
        ("agencies", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="CleanUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("basis", models.CharField(max_length=500, verbose_name="依据")),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                ("concluded_on", models.DateField(blank=True, null=True, verbose_name="清理结果生效日期")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clean_ups",
                        to="agencies.agency",
                        verbose_name="清理机关",
                    ),
                ),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "concluded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="审定人",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件清理",
            },
        ),
        migrations.CreateModel(
            name="DecisionImport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind_code",
                    models.CharField(
                        choices=[
                            ("licensing", "行政许可"),
                            ("penalties", "行政处罚"),
                            ("coercion", "行政强制"),
                            ("other_services", "其他对外管理服务事项"),
                        ],
                        max_length=20,
                        verbose_name="决定种类",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="文件名")),
                ("digest", models.CharField(max_length=64, verbose_name="文件摘要")),
                ("header", models.JSONField(default=list, verbose_name="栏目")),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "导入中"), ("done", "已完成"), ("stopped", "已中断")],
                        default="running",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("lines_done", models.PositiveIntegerField(default=0, verbose_name="已处理行数")),
                ("taken", models.PositiveIntegerField(default=0, verbose_name="新登记")),
                ("known", models.PositiveIntegerField(default=0, verbose_name="此前已登记")),
                ("refused", models.PositiveIntegerField(default=0, verbose_name="未收录")),
                ("begun_at", models.DateTimeField(verbose_name="开始时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                        verbose_name="导入机关",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="导入人",
                    ),
                ),
            ],
            options={
                "verbose_name": "导入批次",
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind_code",
                    models.CharField(
                        choices=[
                            ("licensing", "行政许可"),
                            ("penalties", "行政处罚"),
                            ("coercion", "行政强制"),
                            ("other_services", "其他对外管理服务事项"),
                        ],
                        max_length=20,
                        verbose_name="决定种类",
                    ),
                ),
                ("key", models.CharField(max_length=40, unique=True, verbose_name="登记标识")),
                ("number", models.CharField(max_length=120, verbose_name="决定文书号")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="决定文书名称")),
                (
                    "counterparty_code",
                    models.CharField(
                        choices=[
                            ("natural_person", "自然人"),
                            ("organisation", "法人及非法人组织"),
                            ("self_employed", "个体工商户"),
                        ],
                        max_length=20,
                        verbose_name="行政相对人类别",
                    ),
                ),
                ("shown_name", models.CharField(max_length=200, verbose_name="行政相对人")),
                (
                    "counterparty",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="counterparty", verbose_name="行政相对人姓名"
                    ),
                ),
                ("uscc", models.CharField(blank=True, max_length=18, verbose_name="统一社会信用代码")),
                ("content", models.CharField(blank=True, max_length=2000, verbose_name="决定内容")),
                ("decided_on", models.DateField(verbose_name="决定日期")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="有效期自")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("shown_until", models.DateField(blank=True, null=True, verbose_name="公示截止期")),
                ("is_published", models.BooleanField(default=True, verbose_name="是否公示")),
                ("reason_unpublished", models.CharField(blank=True, max_length=300, verbose_name="不予公示的理由")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="撤下日期")),
                ("line", models.PositiveIntegerField(null=True, verbose_name="文件行号")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                ("reason_voided", models.CharField(blank=True, max_length=300, verbose_name="作废或者撤下的理由")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="agencies.agency",
                        verbose_name="决定机关",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="disclosure.decisionimport",
                        verbose_name="导入批次",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政决定",
            },
        ),
        migrations.CreateModel(
            name="RefusedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.PositiveIntegerField(verbose_name="行号")),
                ("reason", models.CharField(max_length=500, verbose_name="原因")),
                ("cells", models.JSONField(verbose_name="原文")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused_rows",
                        to="disclosure.decisionimport",
                        verbose_name="导入批次",
                    ),
                ),
            ],
            options={
                "verbose_name": "未收录的行",
            },
        ),
        migrations.CreateModel(
            name="RuleDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("joint_with", models.CharField(blank=True, max_length=500, verbose_name="联合制定机关")),
                (
                    "kind_code",
                    models.CharField(
                        choices=[("regulations", "规章"), ("normative_documents", "行政规范性文件")],
                        max_length=30,
                        verbose_name="文件种类",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="标题")),
                ("number", models.CharField(max_length=100, verbose_name="文号")),
                ("registration_number", models.CharField(blank=True, max_length=100, verbose_name="登记号")),
                ("index_number", models.CharField(blank=True, max_length=60, verbose_name="索引号")),
                ("subject", models.CharField(blank=True, max_length=60, verbose_name="主题分类")),
                ("made_on", models.DateField(verbose_name="成文日期")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="发布日期")),
                ("in_force_on", models.DateField(verbose_name="施行日期")),
                ("term_until", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("review_number", models.CharField(blank=True, max_length=100, verbose_name="合法性审核意见文号")),
                ("filing_number", models.CharField(blank=True, max_length=100, verbose_name="备案号")),
                ("text", models.TextField(blank=True, verbose_name="正文")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="现行有效期至")),
                ("amended_on", models.DateField(blank=True, null=True, verbose_name="修改日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="终止日期")),
                ("ended_by_code", models.CharField(blank=True, max_length=30, verbose_name="终止方式")),
                ("ceased_on", models.DateField(blank=True, null=True, verbose_name="停止有效之日")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rule_documents",
                        to="agencies.agency",
                        verbose_name="制定机关",
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
                "verbose_name": "规章和行政规范性文件",
            },
        ),
        migrations.CreateModel(
            name="CleanUpItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict_code",
                    models.CharField(
                        choices=[
                            ("kept", "清理后继续有效"),
                            ("amended", "修改"),
                            ("repealed", "废止"),
                            ("declared_lapsed", "宣布失效"),
                        ],
                        max_length=30,
                        verbose_name="清理意见",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="理由")),
                (
                    "clean_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="disclosure.cleanup",
                        verbose_name="清理",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosure.ruledocument",
                        verbose_name="文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "清理意见",
            },
        ),
        migrations.CreateModel(
            name="RuleEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act_code",
                    models.CharField(
                        choices=[
                            ("amended", "修改"),
                            ("repealed", "废止"),
                            ("replaced", "被新文件替代"),
                            ("declared_lapsed", "宣布失效"),
                            ("extended", "延长有效期"),
                            ("kept", "清理后继续有效"),
                            ("struck", "登记作废"),
                        ],
                        max_length=30,
                        verbose_name="变动",
                    ),
                ),
                ("on", models.DateField(verbose_name="日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="有效期延长至")),
                ("basis", models.CharField(max_length=500, verbose_name="依据")),
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
                    "clean_up",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="disclosure.cleanup",
                        verbose_name="清理",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="disclosure.ruledocument",
                        verbose_name="文件",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosure.ruledocument",
                        verbose_name="相关文件",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件变动",
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=200, verbose_name="收费项目")),
                ("basis", models.CharField(max_length=300, verbose_name="收费依据")),
                ("period_from", models.DateField(verbose_name="所属期间自")),
                ("period_until", models.DateField(verbose_name="所属期间至")),
                ("amount_yuan", models.DecimalField(decimal_places=2, max_digits=16, verbose_name="收费金额（元）")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("voided_at", models.DateTimeField(blank=True, null=True, verbose_name="作废时间")),
                ("reason_voided", models.CharField(blank=True, max_length=300, verbose_name="作废理由")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="agencies.agency",
                        verbose_name="收费机关",
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
                "verbose_name": "行政事业性收费",
                "indexes": [models.Index(fields=["agency", "period_until", "id"], name="charge_by_period")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("voided_at", None)),
                        fields=("agency", "item", "period_from", "period_until"),
                        name="charge_is_told_once_a_period",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount_yuan__gte", 0)), name="charge_is_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("period_until__gte", models.F("period_from"))),
                        name="charge_period_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="cleanup",
            index=models.Index(fields=["agency", "-id"], name="clean_up_by_agency"),
        ),
        migrations.AddConstraint(
            model_name="decisionimport",
            constraint=models.UniqueConstraint(fields=("agency", "kind_code", "digest"), name="file_is_imported_once"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                fields=["agency", "kind_code", "decided_on", "recorded_at", "voided_at"], name="decision_count"
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["agency", "-decided_on", "-id"], name="decision_by_agency"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["-decided_on", "-id"], name="decision_by_day"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["shown_name", "-decided_on", "-id"], name="decision_by_counterparty"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["number"], name="decision_by_number"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind_code__in", ("licensing", "penalties", "coercion", "other_services"))),
                name="decision_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_published", True), models.Q(("reason_unpublished", ""), _negated=True), _connector="OR"
                ),
                name="unpublished_decision_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="refusedrow",
            constraint=models.UniqueConstraint(fields=("batch", "line"), name="line_is_refused_once"),
        ),
        migrations.AddIndex(
            model_name="ruledocument",
            index=models.Index(fields=["agency", "kind_code", "made_on", "ceased_on"], name="document_by_making"),
        ),
        migrations.AddIndex(
            model_name="ruledocument",
            index=models.Index(fields=["agency", "kind_code", "ceased_on"], name="document_by_ceasing"),
        ),
        migrations.AddIndex(
            model_name="ruledocument",
            index=models.Index(fields=["-made_on", "-id"], name="document_by_day"),
        ),
        migrations.AddIndex(
            model_name="ruledocument",
            index=models.Index(fields=["agency", "-made_on", "-id"], name="document_by_agency"),
        ),
        migrations.AddIndex(
            model_name="ruledocument",
            index=models.Index(condition=models.Q(("ended_on", None)), fields=["valid_until"], name="document_by_term"),
        ),
        migrations.AddConstraint(
            model_name="ruledocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind_code__in", ("regulations", "normative_documents"))),
                name="document_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruledocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("term_until", None), ("term_until__gte", models.F("in_force_on")), _connector="OR"),
                name="document_term_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="ruledocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_by_code", "struck"), _negated=True),
                fields=("agency", "number"),
                name="document_number_is_used_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="cleanupitem",
            constraint=models.UniqueConstraint(fields=("clean_up", "document"), name="clean_up_judges_a_document_once"),
        ),
        migrations.AddIndex(
            model_name="ruleevent",
            index=models.Index(fields=["document", "id"], name="document_event_by_document"),
        ),
    )
