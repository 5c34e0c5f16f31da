"""The management commands' home in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Management commands (管理命令)."""

    name = "gongkai.config"
    label = "config"
    verbose_name = "配置"
