"""``gongkai manage adopt_calendar``: count what is open with the newest calendar, as the desk does (重新推算期限)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.selectors import count_behind
from gongkai.apps.casework.services import adopt_calendar, adopt_local_calendar
from gongkai.apps.casework.working_calendar import almanac
from gongkai.apps.people.models import Officer
from gongkai.apps.remedies.services.remedy_cases import recount_terms

_CHUNK = 200


class Command(BaseCommand):
    """Go on counting open cases and remedies with the newest calendar, wherever it was stopped (重新推算期限)."""

    help = "按最新的工作日历重新推算在办申请的期限和复议、诉讼的期限。中断以后用同样的命令继续，不会重复推算。"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who confirms it (参数)."""
        parser.add_argument("--by", required=True, help="确认推算的工作人员的用户名，应当可以收录全国的放假通知")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Count everywhere, then at each place with days off of its own, telling how far it is (推算)."""
        by = Officer.objects.filter(username=options["by"]).first()
        if by is None:
            raise CommandError("没有这个用户名，请核对 --by。")
        local = {each.place for each in almanac().notices if each.place is not None}
        places = (None, *Agency.objects.filter(pk__in=local).in_tree_order())
        try:
            moved = sum(self._count(place, by) for place in places)
        except PermissionDenied as refusal:
            raise CommandError("这个用户不能收录全国的放假通知。") from refusal
        terms = recount_terms(place=None)
        self.stdout.write(f"期限变动的申请{moved}件，复议、诉讼{terms}件。")

    def _count(self, place: Agency | None, by: Officer) -> int:
        today, moved = timezone.localdate(), 0
        left = whole = count_behind(place)
        while True:
            if place:
                moved += adopt_local_calendar(place=place, by=by, today=today, most=_CHUNK)
            else:
                moved += adopt_calendar(by=by, today=today, most=_CHUNK)
            before, left = left, count_behind(place)
            if whole:
                self.stderr.write(f"{place.name if place else '全国'}：已推算 {whole - left}/{whole} 件")
            if not left or left >= before:
                return moved
