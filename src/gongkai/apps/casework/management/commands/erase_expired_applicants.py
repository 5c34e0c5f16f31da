"""``gongkai manage erase_expired_applicants``: forget who applied once the term is over (清除到期的身份信息)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from gongkai.apps.casework.services import erase_applicant, expired_cases
from gongkai.apps.people.models import Officer
from gongkai.apps.people.sealed_commands import SealedCommand, key_advice
from gongkai.apps.people.sealing import SealBrokenError

_TOLD_EACH = 200


class Command(SealedCommand):
    """Tell how many applicants are to be forgotten, and with ``--yes`` forget them (清除到期的身份信息)."""

    help = "清除归档并满保管期限的申请人身份信息。默认只报件数；加 --yes 执行，逐件记入操作记录，中断以后可以继续。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who does it, and whether it is meant (参数)."""
        parser.add_argument("--by", required=True, help="政府信息公开工作机构负责人的用户名，只清除其可以清除的机关的")
        parser.add_argument("--yes", action="store_true", help="确认清除；清除以后不能恢复")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Count or erase, one case after another (执行)."""
        by, today = Officer.objects.filter(username=options["by"]).first(), timezone.localdate()
        if by is None:
            raise CommandError("没有这个用户名，请核对 --by。")
        cases = expired_cases(by=by, today=today)
        whole = cases.count()
        if not options["yes"]:
            self.stdout.write(f"到期未清除的有{whole}件。没有改变任何内容；确认清除的，加 --yes 再运行一次。")
            return
        for place, case in enumerate(list(cases.defer("request_text")), 1):
            try:
                erase_applicant(case=case, by=by, today=today)
            except SealBrokenError as broken:
                told = f"已清除{place - 1}件，到{case.reference}停止：{broken}。{key_advice()}"
                raise CommandError(told) from broken
            if place % _TOLD_EACH == 0 or place == whole:
                self.stderr.write(f"已清除 {place}/{whole} 件")
        self.stdout.write(f"已清除{whole}件申请的申请人身份信息。")
