"""The first tables (建表)."""

import django.contrib.auth.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "username",
                    models.CharField(
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="用户名",
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("agency", models.CharField(blank=True, max_length=200, verbose_name="所在机关")),
                (
                    "role_code",
                    models.CharField(
                        choices=[
                            ("officer", "经办人员"),
                            ("report_clerk", "年报专员"),
                            ("administrator", "系统管理员"),
                            ("auditor", "审计员"),
                        ],
                        default="officer",
                        max_length=30,
                        verbose_name="角色",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="启用")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
            ],
            options={
                "verbose_name": "工作人员",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role_code__in", ["administrator", "auditor", "officer", "report_clerk"])),
                        name="officer_has_a_known_role",
                    )
                ],
            },
        ),
    )
