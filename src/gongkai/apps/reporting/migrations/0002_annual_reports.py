"""Annual reports under way, and what of them is frozen (年度报告编制)."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Annual reports under way, and what of them is frozen (年度报告编制)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("reporting", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.CreateModel(
            name="ReportSnapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("known_at", models.DateTimeField(verbose_name="数据截取时间")),
                ("edition", models.CharField(max_length=8, verbose_name="格式版本")),
                ("figures", models.JSONField(verbose_name="数据")),
                ("compiled", models.JSONField(verbose_name="系统统计数据")),
                ("chapters", models.JSONField(default=list, verbose_name="正文")),
                ("findings", models.JSONField(default=list, verbose_name="核查发现")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="定格人",
                    ),
                ),
            ],
            options={
                "verbose_name": "定格数据",
            },
        ),
        migrations.CreateModel(
            name="AnnualReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="年度")),
                (
                    "scope_code",
                    models.CharField(
                        choices=[("own", "本机关"), ("territory", "本级政府汇总")],
                        max_length=12,
                        verbose_name="统计口径",
                    ),
                ),
                (
                    "state_code",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("returned", "已退回"),
                            ("checked", "已核对"),
                            ("approved", "已批准"),
                            ("submitted", "已报送"),
                            ("accepted", "已接收"),
                            ("published", "已公布"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("submitted_on", models.DateField(null=True, verbose_name="报送日期")),
                ("accepted_on", models.DateField(null=True, verbose_name="接收日期")),
                ("published_on", models.DateField(null=True, verbose_name="公布日期")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annual_reports",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
                (
                    "standing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.reportsnapshot",
                        verbose_name="现行数据",
                    ),
                ),
            ],
            options={
                "verbose_name": "本系统编制的年度报告",
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="版本号")),
                (
                    "state_code",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("returned", "已退回"),
                            ("checked", "已核对"),
                            ("approved", "已批准"),
                            ("submitted", "已报送"),
                            ("accepted", "已接收"),
                            ("published", "已公布"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("explanation", models.TextField(blank=True, verbose_name="更正说明")),
                ("created_at", models.DateTimeField(verbose_name="建立时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="建立人",
                    ),
                ),
                (
                    "imported",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="reporting.publishedreport",
                        verbose_name="采用的已公布报告",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="reporting.annualreport",
                        verbose_name="年度报告",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.reportsnapshot",
                        verbose_name="定格数据",
                    ),
                ),
            ],
            options={
                "verbose_name": "报告版本",
            },
        ),
        migrations.AddField(
            model_name="reportsnapshot",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="snapshots",
                to="reporting.reportversion",
                verbose_name="报告版本",
            ),
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="公布日期")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="公布人",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.reportsnapshot",
                        verbose_name="公布的数据",
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="reporting.reportversion",
                        verbose_name="报告版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "公布记录",
            },
        ),
        migrations.CreateModel(
            name="FlowStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act_code",
                    models.CharField(
                        choices=[
                            ("begin", "开始编制"),
                            ("check", "核对"),
                            ("approve", "批准"),
                            ("send_back", "退回修改"),
                            ("submit", "报送"),
                            ("return", "退回下级"),
                            ("accept", "接收"),
                            ("adopt", "采用已公布的报告"),
                            ("publish", "公布"),
                            ("correct", "更正"),
                        ],
                        max_length=20,
                        verbose_name="操作",
                    ),
                ),
                (
                    "from_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "起草"),
                            ("returned", "已退回"),
                            ("checked", "已核对"),
                            ("approved", "已批准"),
                            ("submitted", "已报送"),
                            ("accepted", "已接收"),
                            ("published", "已公布"),
                        ],
                        max_length=12,
                        verbose_name="原状态",
                    ),
                ),
                (
                    "to_code",
                    models.CharField(
                        choices=[
                            ("draft", "起草"),
                            ("returned", "已退回"),
                            ("checked", "已核对"),
                            ("approved", "已批准"),
                            ("submitted", "已报送"),
                            ("accepted", "已接收"),
                            ("published", "已公布"),
                        ],
                        max_length=12,
                        verbose_name="新状态",
                    ),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="意见")),
                ("on", models.DateField(verbose_name="日期")),
                ("at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reporting.reportsnapshot",
                        verbose_name="定格数据",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="reporting.reportversion",
                        verbose_name="报告版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "流转记录",
            },
        ),
        migrations.CreateModel(
            name="FindingExplanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, verbose_name="发现标识")),
                ("rule", models.CharField(max_length=60, verbose_name="规则")),
                ("message", models.TextField(verbose_name="发现")),
                ("text", models.TextField(verbose_name="说明")),
                ("at", models.DateTimeField(verbose_name="说明时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="说明人",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="explanations",
                        to="reporting.reportversion",
                        verbose_name="报告版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "核查发现说明",
            },
        ),
        migrations.CreateModel(
            name="CellEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=80, verbose_name="单元格")),
                ("value", models.CharField(max_length=30, verbose_name="数值")),
                ("compiled", models.CharField(blank=True, max_length=30, verbose_name="系统统计数值")),
                ("is_override", models.BooleanField(verbose_name="改动统计数据")),
                ("is_withdrawn", models.BooleanField(default=False, verbose_name="撤销填报")),
                ("basis", models.CharField(max_length=500, verbose_name="依据或者理由")),
                ("at", models.DateTimeField(verbose_name="填报时间")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="填报人",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="reporting.reportversion",
                        verbose_name="报告版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "填报数据",
            },
        ),
        migrations.CreateModel(
            name="RollupPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "part",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_into",
                        to="reporting.reportsnapshot",
                        verbose_name="所汇总的数据",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="reporting.reportsnapshot",
                        verbose_name="汇总数据",
                    ),
                ),
            ],
            options={
                "verbose_name": "汇总组成",
            },
        ),
        migrations.CreateModel(
            name="SectionText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="部分")),
                ("text", models.TextField(blank=True, verbose_name="正文")),
                ("stamp", models.PositiveIntegerField(default=0, verbose_name="修改次数")),
                ("changed_at", models.DateTimeField(verbose_name="修改时间")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="修改人",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="reporting.reportversion",
                        verbose_name="报告版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "报告正文",
            },
        ),
        migrations.CreateModel(
            name="EarlierDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveIntegerField(verbose_name="报告年度")),
                (
                    "scope_code",
                    models.CharField(
                        choices=[("own", "本机关"), ("territory", "本级政府汇总")],
                        max_length=12,
                        verbose_name="统计口径",
                    ),
                ),
                ("on", models.DateField(verbose_name="报送截止日")),
                ("basis", models.CharField(max_length=300, verbose_name="依据")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_report_dates",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "提前报送日期",
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year", "scope_code"), name="earlier_date_is_told_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="annualreport",
            index=models.Index(fields=["year", "state_code"], name="annual_report_by_state"),
        ),
        migrations.AddIndex(
            model_name="annualreport",
            index=models.Index(fields=["-year", "agency", "scope_code"], name="annual_report_newest"),
        ),
        migrations.AddConstraint(
            model_name="annualreport",
            constraint=models.UniqueConstraint(fields=("agency", "year", "scope_code"), name="annual_report_is_one"),
        ),
        migrations.AddConstraint(
            model_name="annualreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("scope_code__in", ("own", "territory"))), name="annual_report_scope_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="report_version_has_one_number"),
        ),
        migrations.AddConstraint(
            model_name="reportversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number", 1), models.Q(("explanation", ""), _negated=True), _connector="OR"),
                name="report_correction_has_an_explanation",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(fields=["-on", "-id"], name="publication_newest"),
        ),
        migrations.AddIndex(
            model_name="flowstep",
            index=models.Index(fields=["version", "id"], name="flow_step_in_order"),
        ),
        migrations.AddConstraint(
            model_name="findingexplanation",
            constraint=models.UniqueConstraint(fields=("version", "key"), name="finding_is_explained_once"),
        ),
        migrations.AddConstraint(
            model_name="findingexplanation",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="explanation_is_not_empty"
            ),
        ),
        migrations.AddIndex(
            model_name="cellentry",
            index=models.Index(fields=["version", "path", "-id"], name="cell_entry_newest"),
        ),
        migrations.AddConstraint(
            model_name="cellentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("basis", ""), _negated=True), name="cell_entry_has_a_basis"
            ),
        ),
        migrations.AddConstraint(
            model_name="rolluppart",
            constraint=models.UniqueConstraint(fields=("snapshot", "agency"), name="organ_is_summed_once"),
        ),
        migrations.AddConstraint(
            model_name="sectiontext",
            constraint=models.UniqueConstraint(fields=("version", "number"), name="section_is_told_once"),
        ),
        migrations.AddConstraint(
            model_name="sectiontext",
            constraint=models.CheckConstraint(condition=models.Q(("number__lte", 6)), name="section_is_of_the_form"),
        ),
    )
