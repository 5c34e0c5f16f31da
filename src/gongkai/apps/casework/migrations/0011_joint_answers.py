"""Keep which letter answers several applications (合并答复)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from gongkai.apps.audit.triggers import freeze


class Migration(migrations.Migration):
    """The table of joint answers, which the database itself keeps from being changed (合并答复)."""

    dependencies = (("casework", "0010_standings_index"),)

    operations = (
        migrations.CreateModel(
            name="JointAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_answers",
                        to="casework.case",
                        verbose_name="申请件",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joint_answers",
                        to="casework.letter",
                        verbose_name="答复书",
                    ),
                ),
            ],
            options={
                "verbose_name": "合并答复",
                "constraints": [models.UniqueConstraint(fields=("letter", "case"), name="letter_answers_a_case_once")],
            },
        ),
        freeze("casework_jointanswer"),
    )
