"""The desk's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The officers' desk (工作台)."""

    name = "gongkai.desk"
    label = "desk"
    verbose_name = "工作台"
