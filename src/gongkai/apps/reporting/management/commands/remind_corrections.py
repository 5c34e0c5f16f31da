"""``gongkai manage remind_corrections``: remind organs of requests they have not answered in time (催办更正要求)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.apps.reporting.services.correction_requests import remind_overdue


class Command(BaseCommand):
    """Send reminders, once a week for each request; to be run daily (催办更正要求)."""

    help = "催办逾期没有回复的更正要求，每件每七天一次；宜每天运行"

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Do it and say how many (执行)."""
        self.stdout.write(f"已催办 {remind_overdue(today=timezone.localdate())} 件。")
