"""``gongkai manage expire_visits``: delete what visitors left unfinished (清理访客暂存内容)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.portal.attempts import forget_old_attempts
from gongkai.portal.own_case.held_papers import discard_old


class Command(BaseCommand):
    """Delete papers of unfinished forms and counts of attempts older than a day; to be run daily (清理暂存内容)."""

    help = "删除一天前暂存的附件和频次登记"

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Do it and say how many (执行)."""
        now = timezone.now()
        self.stdout.write(f"已删除 {discard_old(now=now)} 个暂存附件、{forget_old_attempts(now=now)} 条频次登记。")
