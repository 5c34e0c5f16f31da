"""A court stops a disclosure, lets it go on, or forbids it (停止公开)."""

from __future__ import annotations

from datetime import date

from gongkai.apps.casework.acting import do
from gongkai.apps.casework.models import Case
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind


def stay_disclosure(
    *, case: Case, by: Officer, seen: int, on: date, today: date, court: str, order: str, part: str
) -> Case:
    """Note a court's order to hold the information back while a third party's suit lasts (裁定停止公开)."""
    details: dict[str, object] = {"court": court, "order": order, "part": part}
    return do(ActKind.DISCLOSURE_STAYED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def lift_stay(*, case: Case, by: Officer, seen: int, on: date, today: date, basis: str, order: str) -> Case:
    """Note that the court's order fell (停止公开的裁定解除)."""
    details: dict[str, object] = {"basis": basis, "order": order}
    return do(ActKind.STAY_LIFTED, case=case, by=by, seen=seen, on=on, today=today, details=details)


def forbid_disclosure(
    *, case: Case, by: Officer, seen: int, on: date, today: date, court: str, order: str, part: str
) -> Case:
    """Note a judgment that the information must not be disclosed (判决不得公开)."""
    details: dict[str, object] = {"court": court, "order": order, "part": part}
    return do(ActKind.DISCLOSURE_FORBIDDEN, case=case, by=by, seen=seen, on=on, today=today, details=details)
