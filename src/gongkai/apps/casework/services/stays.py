"""A court stops a disclosure, lets it go on, or forbids it (停止公开)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.apps.casework.acting import do
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.searchable import KIND
from gongkai.apps.people.models import Officer
from gongkai.apps.search.services import note_change
from gongkai.statute.case_acts import ActKind


def stay_disclosure(
    *, case: Case, by: Officer, seen: int, on: date, today: date, court: str, order: str, part: str
) -> Case:
    """Note a court's order to hold the information back while a third party's suit lasts (裁定停止公开)."""
    details: dict[str, object] = {"court": court, "order": order, "part": part}
    return _told(ActKind.DISCLOSURE_STAYED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def lift_stay(*, case: Case, by: Officer, seen: int, on: date, today: date, basis: str, order: str) -> Case:
    """Note that the court's order fell (停止公开的裁定解除)."""
    details: dict[str, object] = {"basis": basis, "order": order}
    return _told(ActKind.STAY_LIFTED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def forbid_disclosure(
    *, case: Case, by: Officer, seen: int, on: date, today: date, court: str, order: str, part: str
) -> Case:
    """Note a judgment that the information must not be disclosed (判决不得公开)."""
    details: dict[str, object] = {"court": court, "order": order, "part": part}
    return _told(ActKind.DISCLOSURE_FORBIDDEN, case=case, by=by, seen=seen, on=on, today=today, details=details)


@transaction.atomic
def _told(kind: ActKind, *, case: Case, **told: Any) -> Case:
    """Record a court's word; what was published of the case leaves the search, or comes back."""
    note_change(kind=KIND, number=case.pk)
    return do(kind, case=case, **told)
