"""The shared look's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The shared look (界面)."""

    name = "gongkai.ui"
    label = "ui"
    verbose_name = "界面"
