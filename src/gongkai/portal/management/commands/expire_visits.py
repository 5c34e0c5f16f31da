"""``gongkai manage expire_visits``: delete what visitors left unfinished (清理访客暂存内容)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.apps.people import sessions, signing_in
from gongkai.portal.attempts import forget_old_attempts
from gongkai.portal.own_case.held_papers import discard_old


class Command(BaseCommand):
    """Delete papers and counts older than a day, and what signing in left long ago; to be run daily (清理暂存内容)."""

    help = "删除一天前暂存的附件和频次登记，以及过期的登录记录"

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Do it and say how many (执行)."""
        now = timezone.now()
        self.stdout.write(f"已删除 {discard_old(now=now)} 个暂存附件、{forget_old_attempts(now=now)} 条频次登记。")
        attempts, ended = signing_in.forget_attempts(now=now), sessions.forget_applicants(now=now)
        self.stdout.write(f"已删除 {attempts} 条登录尝试、{ended} 条申请人登录会话。")
