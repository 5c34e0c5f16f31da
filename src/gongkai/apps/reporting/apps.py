"""The reporting app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Annual reports (年度报告)."""

    name = "gongkai.apps.reporting"
    label = "reporting"
    verbose_name = "年度报告"
