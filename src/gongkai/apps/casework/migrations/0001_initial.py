"""Tables of applications on request (依申请公开记录)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.apps.people.sealing


class Migration(migrations.Migration):
    """Tables of applications on request (依申请公开记录)."""

    initial = True

    dependencies = (
        ("agencies", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="Applicant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("natural_person", "自然人"),
                            ("business", "商业企业"),
                            ("research", "科研机构"),
                            ("public_interest", "社会公益组织"),
                            ("legal_services", "法律服务机构"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="类别",
                    ),
                ),
                ("name", gongkai.apps.people.sealing.SealedTextField(purpose="applicant", verbose_name="姓名或者名称")),
                ("identity_kind", models.CharField(blank=True, max_length=40, verbose_name="证件种类")),
                (
                    "identity_number",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant", verbose_name="证件号码"
                    ),
                ),
                (
                    "contact_person",
                    gongkai.apps.people.sealing.SealedTextField(blank=True, purpose="applicant", verbose_name="联系人"),
                ),
                (
                    "phone",
                    gongkai.apps.people.sealing.SealedTextField(blank=True, purpose="applicant", verbose_name="电话"),
                ),
                (
                    "email",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant", verbose_name="电子邮箱"
                    ),
                ),
                (
                    "address",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant", verbose_name="通信地址"
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=12, verbose_name="邮政编码")),
                (
                    "agent_name",
                    gongkai.apps.people.sealing.SealedTextField(blank=True, purpose="applicant", verbose_name="代理人"),
                ),
                (
                    "agent_identity",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant", verbose_name="代理人证件"
                    ),
                ),
                ("erased_at", models.DateTimeField(null=True, verbose_name="清除时间")),
            ],
            options={
                "verbose_name": "申请人",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "natural_person",
                                    "business",
                                    "research",
                                    "public_interest",
                                    "legal_services",
                                    "other",
                                ],
                            )
                        ),
                        name="applicant_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("serial", models.PositiveIntegerField(verbose_name="序号")),
                ("reference", models.CharField(max_length=60, unique=True, verbose_name="查询编号")),
                ("intake_key", models.CharField(max_length=64, unique=True, verbose_name="提交标识")),
                (
                    "channel_code",
                    models.CharField(
                        choices=[
                            ("in_person", "当面提交"),
                            ("registered_mail", "邮寄（需签收）"),
                            ("ordinary_mail", "平常信函"),
                            ("online", "互联网渠道"),
                            ("fax", "工作机构传真"),
                        ],
                        max_length=20,
                        verbose_name="申请渠道",
                    ),
                ),
                ("arrived_on", models.DateField(verbose_name="到达日期")),
                (
                    "applicant_kind",
                    models.CharField(
                        choices=[
                            ("natural_person", "自然人"),
                            ("business", "商业企业"),
                            ("research", "科研机构"),
                            ("public_interest", "社会公益组织"),
                            ("legal_services", "法律服务机构"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="申请人类别",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="所需信息名称")),
                ("document_number", models.CharField(blank=True, max_length=200, verbose_name="文号")),
                (
                    "request_text",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="request", verbose_name="所需信息的描述"
                    ),
                ),
                (
                    "wanted_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("paper", "纸质"),
                            ("electronic", "电子邮件"),
                            ("disc", "光盘"),
                            ("copy", "现场查阅、抄录"),
                        ],
                        max_length=20,
                        verbose_name="载体形式",
                    ),
                ),
                (
                    "wanted_way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("post", "邮寄"),
                            ("pick_up", "当面领取"),
                            ("email", "电子邮件"),
                            ("online", "网上获取"),
                            ("fax", "传真"),
                            ("on_site", "现场查阅"),
                        ],
                        max_length=20,
                        verbose_name="获取方式",
                    ),
                ),
                ("help_needed", models.CharField(blank=True, max_length=500, verbose_name="需要的帮助")),
                ("applicant_mark", models.CharField(blank=True, max_length=64, verbose_name="申请人标记")),
                ("request_mark", models.CharField(blank=True, max_length=64, verbose_name="内容标记")),
                ("secret_mark", models.CharField(max_length=64, verbose_name="查询码标记")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="变动时间")),
                (
                    "stage_code",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "待确认收到"),
                            ("received", "待登记"),
                            ("open", "办理中"),
                            ("awaiting_correction", "待申请人补正"),
                            ("consulting", "征求意见中"),
                            ("awaiting_reasons", "待申请人说明理由"),
                            ("awaiting_payment", "待申请人缴费"),
                            ("in_review", "合法性审核中"),
                            ("awaiting_approval", "待批准"),
                            ("approved", "待发出"),
                            ("issued", "待送达"),
                            ("answered", "已答复"),
                            ("lapsed", "不再处理"),
                            ("withdrawn", "已撤回"),
                            ("closed", "已办结"),
                            ("archived", "已归档"),
                            ("voided", "登记作废"),
                        ],
                        max_length=30,
                        verbose_name="阶段",
                    ),
                ),
                ("is_open", models.BooleanField(default=True, verbose_name="未办结")),
                ("received_on", models.DateField(null=True, verbose_name="收到之日")),
                ("due_on", models.DateField(null=True, verbose_name="答复期限")),
                ("awaited_until", models.DateField(null=True, verbose_name="等待至")),
                ("is_provisional", models.BooleanField(default=False, verbose_name="期限暂定")),
                ("outcome_code", models.CharField(blank=True, max_length=40, verbose_name="办理结果")),
                ("row", models.CharField(blank=True, max_length=40, verbose_name="表三栏目")),
                ("answered_on", models.DateField(null=True, verbose_name="答复之日")),
                ("first_answered_on", models.DateField(null=True, verbose_name="首次答复之日")),
                ("calendar_on", models.DateField(verbose_name="工作日历版本")),
                ("department", models.CharField(blank=True, max_length=100, verbose_name="承办部门")),
                ("internal_due_on", models.DateField(null=True, verbose_name="内部期限")),
                ("last_seq", models.PositiveIntegerField(default=0, verbose_name="台账序号")),
                ("last_hash", models.CharField(blank=True, max_length=64, verbose_name="台账摘要")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
                (
                    "applicant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case",
                        to="casework.applicant",
                        verbose_name="申请人",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "申请件",
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField(verbose_name="序号")),
                ("kind_code", models.CharField(max_length=40, verbose_name="事项")),
                ("on", models.DateField(verbose_name="日期")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("actor", models.CharField(max_length=200, verbose_name="操作人")),
                ("data", models.JSONField(verbose_name="内容")),
                ("previous_hash", models.CharField(max_length=64, verbose_name="上一事项摘要")),
                ("hash", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="casework.case",
                        verbose_name="申请件",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工作人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "办理事项",
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("kind", models.CharField(max_length=10, verbose_name="文件类型")),
                ("size", models.PositiveIntegerField(verbose_name="大小（字节）")),
                ("name", models.CharField(max_length=100, verbose_name="存档名")),
                ("shown_name", models.CharField(max_length=200, verbose_name="文件名")),
                (
                    "evidence",
                    models.CharField(
                        choices=[
                            ("application", "申请表和申请材料"),
                            ("identity", "身份证明"),
                            ("envelope", "信封、邮戳"),
                            ("confirmation", "确认收到的记录"),
                            ("correction", "补正材料"),
                            ("talk", "沟通记录"),
                            ("search", "检索记录"),
                            ("review", "公开审查、保密审查材料"),
                            ("consultation", "征求意见材料"),
                            ("risk", "风险评估报告"),
                            ("redaction", "区分处理的两个版本"),
                            ("fee", "收费材料"),
                            ("approval", "内部审批材料"),
                            ("given", "向申请人提供的材料"),
                            ("delivery", "送达凭证"),
                            ("remedy", "复议、诉讼材料"),
                            ("other", "其他"),
                        ],
                        max_length=20,
                        verbose_name="材料种类",
                    ),
                ),
                ("part", models.PositiveSmallIntegerField(default=1, verbose_name="卷内部分")),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="存入时间")),
                ("sealed_at", models.DateTimeField(null=True, verbose_name="封存时间")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="casework.case",
                        verbose_name="申请件",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="存入人",
                    ),
                ),
            ],
            options={
                "verbose_name": "案卷材料",
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=60, verbose_name="用途")),
                ("content", gongkai.apps.people.sealing.SealedTextField(purpose="draft", verbose_name="内容")),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="修改时间")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="起草人",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="casework.case",
                        verbose_name="申请件",
                    ),
                ),
            ],
            options={
                "verbose_name": "草稿",
            },
        ),
        migrations.CreateModel(
            name="HolidayNoticeRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="文号")),
                ("issued_on", models.DateField(unique=True, verbose_name="发布日期")),
                ("text", models.TextField(verbose_name="数据")),
                ("loaded_at", models.DateTimeField(auto_now_add=True, verbose_name="收录时间")),
                (
                    "loaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="收录人",
                    ),
                ),
            ],
            options={
                "verbose_name": "放假通知",
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=60, verbose_name="函件")),
                ("title", models.CharField(max_length=100, verbose_name="标题")),
                ("series", models.CharField(max_length=40, verbose_name="序列")),
                ("number", models.CharField(max_length=80, verbose_name="文号")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("serial", models.PositiveIntegerField(verbose_name="序号")),
                ("content", models.JSONField(verbose_name="内容")),
                ("text", gongkai.apps.people.sealing.SealedTextField(purpose="letter", verbose_name="正文")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("issued_on", models.DateField(verbose_name="成文日期")),
                ("issued_at", models.DateTimeField(verbose_name="发出时间")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="casework.case",
                        verbose_name="申请件",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="casework.letter",
                        verbose_name="更正的函件",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
            ],
            options={
                "verbose_name": "函件",
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seq", models.PositiveIntegerField(verbose_name="台账序号")),
                ("text", gongkai.apps.people.sealing.SealedTextField(purpose="note", verbose_name="内容")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="记录人",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="casework.case",
                        verbose_name="申请件",
                    ),
                ),
            ],
            options={
                "verbose_name": "备注",
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                ("series", models.CharField(max_length=40, verbose_name="序列")),
                ("last", models.PositiveIntegerField(default=0, verbose_name="最后编号")),
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
                "verbose_name": "编号序列",
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_open", True)), fields=["agency", "due_on", "id"], name="case_open_by_due"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_open", True)), fields=["assignee", "due_on", "id"], name="case_mine_by_due"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("is_open", True)), fields=["due_on", "id"], name="case_all_open_by_due"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["agency", "stage_code", "-id"], name="case_by_stage"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["agency", "-id"], name="case_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["agency", "outcome_code", "-id"], name="case_by_outcome"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["agency", "applicant_mark"], name="case_by_applicant"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["agency", "request_mark"], name="case_by_request"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("agency", "year", "serial"), name="case_number_is_given_once"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stage_code__in",
                        [
                            "unconfirmed",
                            "received",
                            "open",
                            "awaiting_correction",
                            "consulting",
                            "awaiting_reasons",
                            "awaiting_payment",
                            "in_review",
                            "awaiting_approval",
                            "approved",
                            "issued",
                            "answered",
                            "lapsed",
                            "withdrawn",
                            "closed",
                            "archived",
                            "voided",
                        ],
                    )
                ),
                name="case_stage_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="caseevent",
            index=models.Index(fields=["kind_code", "on"], name="case_event_by_kind"),
        ),
        migrations.AddConstraint(
            model_name="caseevent",
            constraint=models.UniqueConstraint(fields=("case", "seq"), name="case_event_has_one_place"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["case", "id"], name="document_by_case"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(fields=("case", "purpose"), name="draft_is_kept_once"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["case", "id"], name="letter_by_case"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.UniqueConstraint(
                fields=("agency", "series", "year", "serial"), name="letter_number_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.UniqueConstraint(fields=("case", "seq"), name="note_has_one_place"),
        ),
        migrations.AddConstraint(
            model_name="numberseries",
            constraint=models.UniqueConstraint(fields=("agency", "year", "series"), name="number_series_is_kept_once"),
        ),
    )
