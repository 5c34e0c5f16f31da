"""The remedies app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    """Reconsideration and litigation: the records behind table four (行政复议和行政诉讼)."""

    name = "gongkai.apps.remedies"
    label = "remedies"
    verbose_name = "行政复议和行政诉讼"
