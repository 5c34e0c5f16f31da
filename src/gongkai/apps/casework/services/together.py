"""One act for many cases, where the act is the same (批量办理).

Each case is a transaction of its own: what one refuses does not hold up the others, and is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied

from gongkai.apps.casework.ledger import CaseMovedError
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.services.closing import archive
from gongkai.apps.casework.services.intake import assign
from gongkai.apps.people.models import Officer
from gongkai.statute.errors import StatuteError


@dataclass(frozen=True, slots=True)
class Together:
    """What became of many: those done, and why the others were not (批量结果)."""

    done: tuple[Case, ...]
    refused: tuple[tuple[Case, str], ...]


def assign_many(
    *,
    cases: Mapping[Case, int],
    by: Officer,
    on: date,
    today: date,
    officer: Officer | None = None,
    department: str = "",
    internal_due_on: date | None = None,
) -> Together:
    """Give several cases to one officer; ``cases`` maps each to the last event seen (批量分办)."""
    act = partial(assign, officer=officer, department=department, internal_due_on=internal_due_on)
    return _each(cases, lambda case, seen: act(case=case, by=by, seen=seen, on=on, today=today))


def archive_many(*, cases: Mapping[Case, int], by: Officer, on: date, today: date) -> Together:
    """Archive several cases (批量归档)."""
    return _each(cases, lambda case, seen: archive(case=case, by=by, seen=seen, on=on, today=today))


def _each(cases: Mapping[Case, int], act: Callable[[Case, int], Case]) -> Together:
    done: list[Case] = []
    refused: list[tuple[Case, str]] = []
    for case, seen in cases.items():
        try:
            done.append(act(case, seen))
        except (StatuteError, CaseMovedError, PermissionDenied) as refusal:
            refused.append((case, refusal.message if isinstance(refusal, StatuteError) else str(refusal)))
    return Together(tuple(done), tuple(refused))
