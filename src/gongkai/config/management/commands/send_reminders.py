"""``gongkai manage send_reminders``: remind organs by mail of what falls due; to be run daily (期限提醒)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongkai.apps.reporting.services.reminding import send_reminders


class Command(BaseCommand):
    """Send what was not sent before, and say to whom (期限提醒)."""

    help = "向各机关的电子邮箱发送文件有效期、年度报告和复议诉讼的期限提醒，同一事项只发一次"

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Do it; fail where a mail could not be sent (执行)."""
        told = send_reminders(today=timezone.localdate())
        self.stdout.write(f"已提醒 {len(told.sent)} 个机关。")
        if told.without_address:
            names = "、".join(agency.name for agency in told.without_address)
            self.stderr.write(f"没有登记电子邮箱，未能提醒：{names}")
        if told.unreached:
            names = "、".join(agency.name for agency in told.unreached)
            raise CommandError(f"邮件未能发出，下次再发：{names}")
