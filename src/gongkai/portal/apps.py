"""The portal's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Public pages (公众页面)."""

    name = "gongkai.portal"
    label = "portal"
    verbose_name = "公众页面"
