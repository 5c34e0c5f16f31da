"""Let a case stand where a court has stopped the disclosure (公开暂停)."""

from __future__ import annotations

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The new stage among those that a case may have (阶段)."""

    dependencies = (
        ("agencies", "0001_initial"),
        ("casework", "0003_list_orders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )

    operations = (
        migrations.RemoveConstraint(
            model_name="case",
            name="case_stage_is_known",
        ),
        migrations.AlterField(
            model_name="case",
            name="stage_code",
            field=models.CharField(
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
                    ("stayed", "公开暂停"),
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
                            "stayed",
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
    )
