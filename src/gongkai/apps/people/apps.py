"""The people app's name in Django (应用注册)."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Officers (工作人员)."""

    name = "gongkai.apps.people"
    label = "people"
    verbose_name = "工作人员"
