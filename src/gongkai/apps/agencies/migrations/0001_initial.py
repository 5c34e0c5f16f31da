"""The first tables (建表)."""

import django.db.models.deletion
from django.db import migrations, models

import gongkai.apps.agencies.codes
import gongkai.apps.agencies.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("office_name", models.CharField(blank=True, max_length=200, verbose_name="工作机构名称")),
                ("office_address", models.CharField(blank=True, max_length=300, verbose_name="办公地址")),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="邮政编码")),
                ("office_hours", models.CharField(blank=True, max_length=200, verbose_name="办公时间")),
                ("phone", models.CharField(blank=True, max_length=60, verbose_name="联系电话")),
                ("fax", models.CharField(blank=True, max_length=60, verbose_name="传真号码")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("website", models.URLField(blank=True, verbose_name="网址")),
                ("reconsideration_organ", models.CharField(blank=True, max_length=200, verbose_name="行政复议机关")),
                (
                    "reconsideration_address",
                    models.CharField(blank=True, max_length=300, verbose_name="行政复议机构地址"),
                ),
                ("reconsideration_online", models.URLField(blank=True, verbose_name="网上行政复议地址")),
                ("court", models.CharField(blank=True, max_length=200, verbose_name="管辖法院")),
                ("designated_court", models.CharField(blank=True, max_length=200, verbose_name="集中管辖法院")),
                (
                    "code",
                    models.CharField(
                        max_length=30,
                        unique=True,
                        validators=[
                            gongkai.apps.agencies.fields.FaultValidator(
                                gongkai.apps.agencies.codes.fault_of_agency_code
                            )
                        ],
                        verbose_name="机构编码",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="机关名称")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="简称")),
                (
                    "kind_code",
                    models.CharField(
                        choices=[
                            ("government", "人民政府"),
                            ("office", "派出机关"),
                            ("department", "政府工作部门"),
                            ("dispatched", "派出机构、内设机构"),
                            ("institution", "法律、法规授权的组织"),
                            ("utility", "公共企事业单位"),
                        ],
                        max_length=20,
                        verbose_name="机关类别",
                    ),
                ),
                (
                    "level_code",
                    models.CharField(
                        choices=[
                            ("national", "国家级"),
                            ("province", "省级"),
                            ("city", "市级"),
                            ("county", "县级"),
                            ("township", "乡级"),
                        ],
                        max_length=20,
                        verbose_name="行政层级",
                    ),
                ),
                (
                    "division_code",
                    models.CharField(
                        max_length=12,
                        validators=[
                            gongkai.apps.agencies.fields.FaultValidator(gongkai.apps.agencies.codes.fault_of_division)
                        ],
                        verbose_name="行政区划代码",
                    ),
                ),
                (
                    "uscc",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        unique=True,
                        validators=[
                            gongkai.apps.agencies.fields.FaultValidator(gongkai.apps.agencies.codes.fault_of_uscc)
                        ],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                ("path", models.CharField(db_index=True, editable=False, max_length=72, verbose_name="树中位置")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="设立日期")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "letter_prefix",
                    models.CharField(
                        blank=True,
                        max_length=20,
                        validators=[
                            gongkai.apps.agencies.fields.FaultValidator(
                                gongkai.apps.agencies.codes.fault_of_letter_prefix
                            )
                        ],
                        verbose_name="机关代字",
                    ),
                ),
                (
                    "answers_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="agencies.agency",
                        verbose_name="答复名义",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="agencies.agency",
                        verbose_name="上级机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政机关",
            },
        ),
        migrations.CreateModel(
            name="IntakeChannel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "way_code",
                    models.CharField(
                        choices=[
                            ("in_person", "当面提交"),
                            ("post", "邮政寄送"),
                            ("web", "网上申请"),
                            ("email", "电子邮件"),
                            ("fax", "传真"),
                        ],
                        max_length=20,
                        verbose_name="渠道",
                    ),
                ),
                ("is_open", models.BooleanField(default=False, verbose_name="开通")),
                (
                    "direction_code",
                    models.CharField(
                        choices=[("receive", "接收申请"), ("answer", "送达答复"), ("both", "接收申请和送达答复")],
                        default="both",
                        max_length=10,
                        verbose_name="方向",
                    ),
                ),
                ("announced_text", models.CharField(blank=True, max_length=1000, verbose_name="公开指南中的说明")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="channels",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "申请渠道",
            },
        ),
        migrations.CreateModel(
            name="Succession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="划转日期")),
                ("scope", models.CharField(blank=True, max_length=500, verbose_name="划转的职权")),
                ("basis", models.CharField(max_length=500, verbose_name="依据")),
                (
                    "predecessor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successions",
                        to="agencies.agency",
                        verbose_name="原机关",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inheritances",
                        to="agencies.agency",
                        verbose_name="承继机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "职权划转",
            },
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind_code__in", ["government", "office", "department", "dispatched", "institution", "utility"])
                ),
                name="agency_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("level_code__in", ["national", "province", "city", "county", "township"])),
                name="agency_level_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None),
                    ("valid_until", None),
                    ("valid_until__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="agency_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="agency",
            constraint=models.CheckConstraint(
                condition=models.Q(("uscc", None), models.Q(("uscc", ""), _negated=True), _connector="OR"),
                name="agency_uscc_is_null_and_never_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakechannel",
            constraint=models.UniqueConstraint(fields=("agency", "way_code"), name="channel_is_told_once"),
        ),
        migrations.AddConstraint(
            model_name="intakechannel",
            constraint=models.CheckConstraint(
                condition=models.Q(("way_code__in", ["in_person", "post", "web", "email", "fax"])),
                name="channel_way_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakechannel",
            constraint=models.CheckConstraint(
                condition=models.Q(("direction_code__in", ["receive", "answer", "both"])),
                name="channel_direction_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakechannel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way_code__in", ["in_person", "post"]), _negated=True),
                    models.Q(("is_open", True), models.Q(("direction_code", "answer"), _negated=True)),
                    _connector="OR",
                ),
                name="channel_in_person_and_post_stay_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.UniqueConstraint(
                fields=("predecessor", "successor", "on", "scope"), name="succession_is_told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="succession",
            constraint=models.CheckConstraint(
                condition=models.Q(("predecessor", models.F("successor")), _negated=True),
                name="succession_is_between_two",
            ),
        ),
    )
