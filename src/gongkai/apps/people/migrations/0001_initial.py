"""The first tables (建表)."""

import django.contrib.auth.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import gongkai.apps.people.sealing


class Migration(migrations.Migration):
    initial = True

    dependencies = (("agencies", "0001_initial"),)

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
                ("needs_second_factor", models.BooleanField(default=False, verbose_name="必须使用动态口令")),
                ("must_change_password", models.BooleanField(default=False, verbose_name="须修改密码")),
                ("failures_forgiven_at", models.DateTimeField(blank=True, null=True, verbose_name="解除锁定时间")),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officers",
                        to="agencies.agency",
                        verbose_name="所在机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "工作人员",
            },
        ),
        migrations.CreateModel(
            name="DeskSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True, verbose_name="标识")),
                ("started_at", models.DateTimeField(verbose_name="登录时间")),
                ("seen_at", models.DateTimeField(verbose_name="最近操作")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("address", models.CharField(max_length=45, verbose_name="来源地址")),
                ("browser", models.CharField(blank=True, max_length=200, verbose_name="浏览器")),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="desk_sessions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工作人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "登录会话",
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role_code",
                    models.CharField(
                        choices=[
                            ("intake", "收件"),
                            ("handler", "承办"),
                            ("legal_reviewer", "法律审核"),
                            ("disclosure_head", "公开机构负责人"),
                            ("approver", "批准领导"),
                            ("report_clerk", "年报编制"),
                            ("editor", "信息编辑"),
                            ("first_reviewer", "初审"),
                            ("second_reviewer", "复审"),
                            ("final_reviewer", "终审"),
                            ("supervisor", "监督"),
                            ("auditor", "审计"),
                            ("administrator", "管理员"),
                        ],
                        max_length=20,
                        verbose_name="岗位",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="自")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("granted_at", models.DateTimeField(auto_now_add=True, verbose_name="授权时间")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="agencies.agency",
                        verbose_name="机关",
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants_given",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="授权人",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工作人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "岗位授权",
            },
        ),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工作人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "备用码",
            },
        ),
        migrations.CreateModel(
            name="SecondFactor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret", gongkai.apps.people.sealing.SealedTextField(purpose="second-factor", verbose_name="密钥")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="启用时间")),
                ("last_step", models.BigIntegerField(default=0, verbose_name="最近使用的时段")),
                (
                    "officer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="second_factor",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="工作人员",
                    ),
                ),
            ],
            options={
                "verbose_name": "动态口令",
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("username", models.CharField(max_length=150, verbose_name="用户名")),
                ("address", models.CharField(max_length=45, verbose_name="来源地址")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("succeeded", models.BooleanField(default=False, verbose_name="成功")),
            ],
            options={
                "verbose_name": "登录尝试",
                "indexes": [
                    models.Index(fields=["username", "at"], name="attempt_by_username"),
                    models.Index(fields=["address", "at"], name="attempt_by_address"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="officer",
            constraint=models.CheckConstraint(
                condition=models.Q(("role_code__in", ["administrator", "auditor", "officer", "report_clerk"])),
                name="officer_has_a_known_role",
            ),
        ),
        migrations.AddIndex(
            model_name="desksession",
            index=models.Index(fields=["officer", "-seen_at"], name="session_by_officer"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["agency", "role_code"], name="grant_by_agency"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role_code__in",
                        [
                            "administrator",
                            "approver",
                            "auditor",
                            "disclosure_head",
                            "editor",
                            "final_reviewer",
                            "first_reviewer",
                            "handler",
                            "intake",
                            "legal_reviewer",
                            "report_clerk",
                            "second_reviewer",
                            "supervisor",
                        ],
                    )
                ),
                name="grant_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_until", None)),
                fields=("officer", "agency", "role_code"),
                name="grant_is_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="recoverycode",
            constraint=models.UniqueConstraint(fields=("officer", "digest"), name="recovery_code_is_kept_once"),
        ),
    )
