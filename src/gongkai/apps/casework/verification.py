"""Proof that the ledger was not touched and that the cases' rows are what it amounts to (核验台账)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gongkai.apps.casework.file_proofs import Break, break_in_file
from gongkai.apps.casework.hashing import hash_of
from gongkai.apps.casework.ledger import projection_of
from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.whole_files import WholeFile, files_in_order, ledgers_in_order, sealed_request
from gongkai.apps.casework.working_calendar import Almanac, almanac
from gongkai.apps.people.sealing import SealBrokenError, unseal
from gongkai.statute import procedure
from gongkai.statute.errors import StatuteError

_UNREADABLE = "台账的日期或者时间无法读取，可能被改动"


@dataclass(frozen=True, slots=True)
class Replayed:
    """What telling a case's ledger again came to (重演结果). ``refusal`` says why it cannot be told."""

    case: Case
    mended: tuple[str, ...] = ()
    refusal: str = ""


def verify(cases: CaseQuerySet) -> Iterator[Break | None]:
    """Yield for each case, by their numbers, its first break, None for a whole one (逐件核验)."""
    known = almanac()
    for file in files_in_order(cases):
        yield _break_of(file, known) and _confirmed(file, known)


def require_fitting_key(cases: CaseQuerySet) -> None:
    """Refuse to go on with a key that opens neither the first nor the last thing sealed (核对密钥).

    One seal that is broken is a break of its case; all of them are a wrong key. Raises SealBrokenError.
    """
    sealed = cases.exclude(request_text="").order_by("pk").values_list(sealed_request(), flat=True)
    ends = [text for text in (sealed.first(), sealed.last()) if text]
    if ends and not any(_opens(text) for text in ends):
        raise SealBrokenError


def _opens(sealed: str) -> bool:
    try:
        unseal(sealed, purpose="request")
    except SealBrokenError:
        return False
    return True


def replay(cases: CaseQuerySet) -> Iterator[Replayed]:
    """Set the rows of cases to what their ledgers amount to, by their numbers (逐件重演).

    A row that is wrong is mended under a lock, by its ledger as it is then.
    """
    known = almanac()
    for file in ledgers_in_order(cases):
        if not file.is_readable:
            yield Replayed(file.case, refusal=_UNREADABLE)
            continue
        try:
            wrong = _wrong_fields(file.case, _projected(file, known))
            yield Replayed(file.case, _mended(file.case, known) if wrong else ())
        except StatuteError as refusal:
            yield Replayed(file.case, refusal=str(refusal))


def _confirmed(file: WholeFile, known: Almanac) -> Break | None:
    """Return the break unless it was only that somebody wrote between two of our queries (排除读取间的变动)."""
    (again,) = files_in_order(Case.objects.filter(pk=file.case.pk))
    if again.case.last_seq != file.case.last_seq:
        return _break_of(again, known) and _confirmed(again, known)
    return _break_of(again, known)


def _break_of(file: WholeFile, known: Almanac) -> Break | None:
    """Return the first break of a case's chain, of its file, of its acts or of its row (首个断点)."""
    if not file.is_readable:
        return Break(file.case, 0, _UNREADABLE)
    return _chain(file) or break_in_file(file) or _row(file, known)


def _chain(file: WholeFile) -> Break | None:
    case, previous = file.case, ""
    for place, event in enumerate(file.events, 1):
        if event.seq != place:
            return Break(case, place, "缺少这一项")
        if event.previous_hash != previous:
            return Break(case, place, "与上一项不相衔接")
        if event.hash != hash_of(event, reference=case.reference):
            return Break(case, place, "内容与摘要不符，可能被改动")
        previous = event.hash
    if (case.last_seq, case.last_hash) != (len(file.events), previous):
        return Break(case, len(file.events) + 1, "登记行记载的末项与台账不符，可能缺少末项")
    return None


def _row(file: WholeFile, known: Almanac) -> Break | None:
    try:
        wrong = _wrong_fields(file.case, _projected(file, known))
    except StatuteError as refusal:
        return Break(file.case, 0, f"台账不能重演：{refusal}")
    return Break(file.case, 0, f"与台账重演的结果不符：{'、'.join(wrong)}") if wrong else None


@transaction.atomic
def _mended(case: Case, known: Almanac) -> tuple[str, ...]:
    Case.objects.select_for_update().filter(pk=case.pk).first()
    (file,) = ledgers_in_order(Case.objects.filter(pk=case.pk))
    right = _projected(file, known)
    wrong = _wrong_fields(file.case, right)
    if wrong:
        Case.objects.filter(pk=case.pk).update(**{name: right[name] for name in wrong})
    return wrong


def _projected(file: WholeFile, known: Almanac) -> Mapping[str, Any]:
    """Return the fields of a case's row that its ledger amounts to. Raises StatuteError where it cannot be told."""
    acts = (event.as_act() for event in file.events)
    return projection_of(procedure.fold(acts, calendars=known.calendars(file.case.agency)))


def _wrong_fields(case: Case, right: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(name for name, value in right.items() if getattr(case, name) != value)
