"""The disclosure app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """Rules, decisions and charges: the records behind table two (信息公开记录)."""

    name = "gongkai.apps.disclosure"
    label = "disclosure"
    verbose_name = "信息公开记录"
