"""The search app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding what is public (检索)."""

    name = "gongkai.apps.search"
    label = "search"
    verbose_name = "检索"
