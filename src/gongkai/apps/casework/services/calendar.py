"""A new holiday notice: loaded, looked at, and confirmed for the open cases (放假通知).

The State Council's notices hold everywhere; a local government's, for the holidays that minorities keep, hold for it
and for all organs below it.
"""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from gongkai.apps.agencies.kinds import AgencyKind
from gongkai.apps.agencies.models import Agency
from gongkai.apps.audit.services import record
from gongkai.apps.casework import notices
from gongkai.apps.casework.calendar_moves import cases_behind, due_with
from gongkai.apps.casework.ledger import author_of
from gongkai.apps.casework.models import Case, HolidayNoticeRecord
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.working_calendar import Almanac, almanac
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.errors import NoticeRefused
from gongkai.statute.holiday_notices import HolidayNotice, read_notice
from gongkai.statute.instruments import HOLIDAY_MEASURES

_LOCAL = HOLIDAY_MEASURES.at("第四条")


def check_new_notice(text: str, *, today: date) -> HolidayNotice:
    """Return the State Council notice in a TOML text that may be loaded now (核对放假通知). Raises NoticeRefused."""
    notice, known = read_notice(text), almanac().national()
    _check_issued(notice, today)
    if any(each.number == notice.number for each in known):
        raise NoticeRefused(f"{notice.number}已经收录", HOLIDAY_MEASURES.at(""))
    latest = max(each.issued_on for each in known)
    if notice.issued_on <= latest:
        message = f"通知的发布日期应当晚于已收录的最近一份通知（{write_date(latest)}）"
        raise NoticeRefused(message, HOLIDAY_MEASURES.at(""))
    almanac().current(None).with_notice(notice)
    return notice


def check_local_notice(text: str, *, place: Agency, today: date) -> HolidayNotice:
    """Return the local notice in a TOML text that may be entered at ``place`` (核对地方放假规定).

    Raises NoticeRefused, above all where ``place`` is no government: Article 4 lets nobody else set these days.
    """
    notice, known = read_notice(text), almanac()
    _check_issued(notice, today)
    if place.kind is not AgencyKind.GOVERNMENT:
        raise NoticeRefused(f"少数民族习惯节日的放假由地方人民政府规定，{place.name}不是人民政府", _LOCAL)
    if not notice.holidays:
        raise NoticeRefused("没有写明任何假期", _LOCAL)
    if notice in known.local(place):
        raise NoticeRefused(f"{notice.number}规定的{notice.year}年假期已经收录", _LOCAL)
    known.current(place).with_local_notice(notice)
    return notice


@transaction.atomic
def load_holiday_notice(*, text: str, by: Officer, today: date) -> HolidayNoticeRecord:
    """Take a notice into the calendar; open cases keep theirs until that is confirmed (收录放假通知).

    Raises NoticeRefused, PermissionDenied.
    """
    POLICY.require_everywhere(CaseAct.LOAD_CALENDAR, rights=rights_of(by, today))
    notice = check_new_notice(text, today=today)
    return _loaded(notice, text, place=None, known_on=almanac().next_edition(notice.issued_on), by=by)


@transaction.atomic
def load_local_notice(*, text: str, place: Agency, by: Officer, today: date) -> HolidayNoticeRecord:
    """Take a local government's days off into the calendar of its organs (收录地方放假规定).

    Open cases keep theirs until that is confirmed. Raises NoticeRefused, PermissionDenied.
    """
    POLICY.require(CaseAct.LOAD_CALENDAR, rights=rights_of(by, today), agency=place)
    notice = check_local_notice(text, place=place, today=today)
    return _loaded(notice, text, place=place, known_on=almanac().next_edition(today), by=by)


def adopt_calendar(*, by: Officer, today: date, most: int | None = None) -> int:
    """Count all open cases with the newest calendar, each move an event; return how many due days moved (确认重新推算).

    Each case is a transaction of its own: stopped half-way, or after ``most`` cases, it goes on where it stopped. The
    applicants are written to last.
    """
    POLICY.require_everywhere(CaseAct.LOAD_CALENDAR, rights=rights_of(by, today))
    return _adopted(None, by, today, most)


def adopt_local_calendar(*, place: Agency, by: Officer, today: date, most: int | None = None) -> int:
    """Count the open cases of ``place`` and below with the newest calendar, as ``adopt_calendar`` (确认重新推算)."""
    POLICY.require(CaseAct.LOAD_CALENDAR, rights=rights_of(by, today), agency=place)
    return _adopted(place, by, today, most)


def _check_issued(notice: HolidayNotice, today: date) -> None:
    if notice.issued_on > today:
        raise NoticeRefused(f"通知的发布日期{write_date(notice.issued_on)}晚于今天", HOLIDAY_MEASURES.at(""))


def _loaded(
    notice: HolidayNotice, text: str, *, place: Agency | None, known_on: date, by: Officer
) -> HolidayNoticeRecord:
    try:
        with transaction.atomic():
            loaded = HolidayNoticeRecord.objects.create(
                agency=place,
                year=notice.year,
                title=notice.title,
                number=notice.number,
                issued_on=notice.issued_on,
                known_on=known_on,
                text=text,
                loaded_by=by,
            )
    except IntegrityError as error:
        raise NoticeRefused("另一位工作人员刚刚收录了一份通知，请重新核对", HOLIDAY_MEASURES.at("")) from error
    record(CaseAct.LOAD_CALENDAR, by=by, on=loaded, number=notice.number, place=place.code if place else "")
    return loaded


def _adopted(place: Agency | None, by: Officer, today: date, most: int | None) -> int:
    known = almanac()
    numbers = cases_behind(known, place).order_by("pk").values_list("pk", flat=True)[:most]
    ends = {number: _adopt(number, known, by, today) for number in list(numbers)}
    # A mail server that hangs must not stand between one case and the next.
    for number, moved in ends.items():
        if moved is not None:
            notices.tell_once_through(number, ActKind.CALENDAR_ADOPTED)
    return sum(1 for moved in ends.values() if moved)


@transaction.atomic
def _adopt(number: int, known: Almanac, by: Officer, today: date) -> bool | None:
    """Count one case anew; return whether its due day moved, None where another did it or it ended meanwhile."""
    ledger = Case(pk=number).ledger_for_update()
    agency, before = ledger.case.agency, ledger.case.due_on
    edition = known.latest_edition(agency)
    if not ledger.case.is_open or ledger.facts.calendar >= edition:
        return None
    after = due_with(ledger.facts, known.current(agency))
    details = {"calendar": edition, "due_before": before, "due_after": after}
    act = Act(ActKind.CALENDAR_ADOPTED, today, details)  # type: ignore[arg-type]
    ledger.append(act, by=author_of(by), today=today)
    return before != after
