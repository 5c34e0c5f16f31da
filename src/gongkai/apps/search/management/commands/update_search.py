"""``gongkai manage update_search``: take in what the search index has missed (更新检索索引)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gongkai.apps.search import services


class Command(BaseCommand):
    """Take in what is still noted; to be run now and then (更新检索索引)."""

    help = "把尚未进入检索索引的变动补上"

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Do it and say how many (执行)."""
        self.stdout.write(f"已更新 {services.catch_up()} 处变动。")
