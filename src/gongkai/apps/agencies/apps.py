"""The agencies app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Organs (行政机关)."""

    name = "gongkai.apps.agencies"
    label = "agencies"
    verbose_name = "行政机关"
