"""The audit app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Operation log (操作日志)."""

    name = "gongkai.apps.audit"
    label = "audit"
    verbose_name = "操作日志"
