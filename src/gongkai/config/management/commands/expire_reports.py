"""``gongkai manage expire_reports``: delete private reports that were handed in too long ago (清理到期报告)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.apps.reporting.services.collecting import expire


class Command(BaseCommand):
    """Delete private reports older than a week, with their files; to be run daily (清理到期报告)."""

    help = "删除提交满七天、仅提交人可见的报告及其文件"

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Do it and say how many (执行)."""
        self.stdout.write(f"已删除 {expire(now=timezone.now())} 份到期的报告。")
