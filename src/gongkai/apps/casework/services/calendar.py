"""A new holiday notice: loaded, looked at, and confirmed for the open cases (放假通知)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.apps.audit.services import record
from gongkai.apps.casework.acting import write
from gongkai.apps.casework.calendar_moves import cases_behind, due_with
from gongkai.apps.casework.ledger import author_of
from gongkai.apps.casework.models import Case, HolidayNoticeRecord
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.working_calendar import current, latest_edition
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.case_acts import ActKind
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.errors import NoticeRefused
from gongkai.statute.holiday_notices import HolidayNotice, read_notice
from gongkai.statute.instruments import HOLIDAY_MEASURES


def check_new_notice(text: str, *, today: date) -> HolidayNotice:
    """Return the notice in a TOML text that may be loaded now (核对放假通知). Raises NoticeRefused."""
    notice, latest = read_notice(text), latest_edition()
    if notice.issued_on > today:
        raise NoticeRefused(f"通知的发布日期{write_date(notice.issued_on)}晚于今天", HOLIDAY_MEASURES.at(""))
    if any(known.number == notice.number for known in current().notices):
        raise NoticeRefused(f"{notice.number}已经收录", HOLIDAY_MEASURES.at(""))
    if notice.issued_on <= latest:
        message = f"通知的发布日期应当晚于已收录的最近一份通知（{write_date(latest)}）"
        raise NoticeRefused(message, HOLIDAY_MEASURES.at(""))
    current().with_notice(notice)
    return notice


@transaction.atomic
def load_holiday_notice(*, text: str, by: Officer, today: date) -> HolidayNoticeRecord:
    """Take a notice into the calendar; open cases keep theirs until that is confirmed (收录放假通知).

    Raises NoticeRefused, PermissionDenied.
    """
    POLICY.require_everywhere(CaseAct.LOAD_CALENDAR, rights=rights_of(by, today))
    notice = check_new_notice(text, today=today)
    loaded = HolidayNoticeRecord.objects.create(
        year=notice.year,
        title=notice.title,
        number=notice.number,
        issued_on=notice.issued_on,
        text=text,
        loaded_by=by,
    )
    record(CaseAct.LOAD_CALENDAR, by=by, on=loaded, number=notice.number)
    return loaded


def adopt_calendar(*, by: Officer, today: date) -> int:
    """Count all open cases with the newest calendar, each move an event; return how many due days moved (确认重新推算).

    Each case is a transaction of its own: stopped half-way, it goes on where it stopped.
    """
    POLICY.require_everywhere(CaseAct.LOAD_CALENDAR, rights=rights_of(by, today))
    edition = latest_edition()
    numbers = list(cases_behind(edition).values_list("pk", flat=True))
    return sum([_adopt(number, edition, by, today) for number in numbers])


@transaction.atomic
def _adopt(number: int, edition: date, by: Officer, today: date) -> bool:
    ledger = Case(pk=number).ledger_for_update()
    if not ledger.case.is_open or ledger.facts.calendar >= edition:
        return False
    before = ledger.case.due_on
    after = due_with(ledger.facts, current())
    details = {"calendar": edition, "due_before": before, "due_after": after}
    write(ledger, ActKind.CALENDAR_ADOPTED, on=today, details=details, author=author_of(by), today=today)
    return before != after
