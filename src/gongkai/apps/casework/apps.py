"""The casework app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Applications on request (依申请公开)."""

    name = "gongkai.apps.casework"
    label = "casework"
    verbose_name = "依申请公开"
