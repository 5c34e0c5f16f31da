"""Accounts of applicants and their sessions, apart from officers (申请人账号)."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import gongkai.apps.people.sealing


class Migration(migrations.Migration):
    """Tables for applicants' accounts (申请人账号)."""

    dependencies = (("people", "0001_initial"),)

    operations = (
        migrations.CreateModel(
            name="ApplicantAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "email",
                    gongkai.apps.people.sealing.SealedTextField(purpose="applicant-account", verbose_name="电子邮箱"),
                ),
                ("email_mark", models.CharField(max_length=64, unique=True, verbose_name="邮箱标记")),
                ("password", models.CharField(max_length=128, verbose_name="密码")),
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
                (
                    "name",
                    gongkai.apps.people.sealing.SealedTextField(
                        purpose="applicant-account", verbose_name="姓名或者名称"
                    ),
                ),
                ("identity_kind", models.CharField(blank=True, max_length=40, verbose_name="证件种类")),
                (
                    "identity_number",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant-account", verbose_name="证件号码"
                    ),
                ),
                (
                    "contact_person",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant-account", verbose_name="联系人"
                    ),
                ),
                (
                    "phone",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant-account", verbose_name="电话"
                    ),
                ),
                (
                    "address",
                    gongkai.apps.people.sealing.SealedTextField(
                        blank=True, purpose="applicant-account", verbose_name="通信地址"
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=12, verbose_name="邮政编码")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
            ],
            options={
                "verbose_name": "申请人账号",
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
                        name="account_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicantSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=64, unique=True, verbose_name="标识")),
                ("started_at", models.DateTimeField(verbose_name="登录时间")),
                ("seen_at", models.DateTimeField(verbose_name="最近操作")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="结束时间")),
                ("address", models.CharField(max_length=45, verbose_name="来源地址")),
                ("browser", models.CharField(blank=True, max_length=200, verbose_name="浏览器")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="people.applicantaccount",
                        verbose_name="申请人账号",
                    ),
                ),
            ],
            options={
                "verbose_name": "申请人登录会话",
                "indexes": [models.Index(fields=["account", "-seen_at"], name="session_by_account")],
            },
        ),
    )
