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
from gongkai.apps.casework.services.review import approve, pass_review, return_proposal, return_review
from gongkai.apps.casework.services.terms import approve_extension, return_extension
from gongkai.apps.people.models import Officer
from gongkai.letters.composing import LetterIncomplete
from gongkai.statute.case_acts import ActKind
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


def judge_many(kind: ActKind, *, cases: Mapping[Case, int], by: Officer, on: date, today: date, text: str) -> Together:
    """Pass, approve or send back what was proposed in several cases, with the same words for each (批量审核、批准).

    ``text`` is the opinion, or the reason where it is sent back. Raises KeyError for an act that judges nothing.
    """
    act, words = JUDGING[kind]
    return _each(cases, lambda case, seen: act(case=case, by=by, seen=seen, on=on, today=today, **{words: text}))


JUDGING: Mapping[ActKind, tuple[Callable[..., Case], str]] = {
    ActKind.REVIEW_PASSED: (pass_review, "opinion"),
    ActKind.REVIEW_RETURNED: (return_review, "reason"),
    ActKind.APPROVED: (approve, "opinion"),
    ActKind.RETURNED: (return_proposal, "reason"),
    ActKind.EXTENSION_APPROVED: (approve_extension, "opinion"),
    ActKind.EXTENSION_RETURNED: (return_extension, "reason"),
}
"""The acts by which somebody else judges a proposal, each with its service and what its words are (审核、批准事项)."""


def _each(cases: Mapping[Case, int], act: Callable[[Case, int], Case]) -> Together:
    done: list[Case] = []
    refused: list[tuple[Case, str]] = []
    for case, seen in cases.items():
        try:
            done.append(act(case, seen))
        except LetterIncomplete as refusal:
            lacks = "；".join(lack.message for lack in refusal.lacks)
            refused.append((case, f"答复书还不能作出，缺少：{lacks}"))
        except (StatuteError, CaseMovedError, PermissionDenied) as refusal:
            refused.append((case, str(refusal)))
    return Together(tuple(done), tuple(refused))
