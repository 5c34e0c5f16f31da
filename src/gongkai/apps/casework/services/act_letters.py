"""An act and the letter that tells of it: both or neither (办理并发函)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from gongkai.apps.casework.act_letters import LetterOrder
from gongkai.apps.casework.acting import do, require_right, turn
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.services.issuing import issue, told
from gongkai.apps.people.models import Officer
from gongkai.statute.case_acts import ActKind


@transaction.atomic
def do_with_letters(
    kind: ActKind,
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    details: Mapping[str, object],
    letters: Sequence[LetterOrder],
) -> Case:
    """Record an act and issue its letters; one that lacks an element keeps the act from happening (办理并发函).

    The letters are composed from the case as it stands after the act. Raises LetterIncomplete, ActRefused,
    CaseMovedError, PermissionDenied.
    """
    require_right(ActKind.LETTER_ISSUED, case=case, by=by, today=today)
    taken = turn(kind, case=case, by=by, seen=seen, today=today)
    taken.append(kind, on=on, details=details)
    for order in letters:
        letter = issue(taken, order.code, on=on, body=order.body, elements=order.elements, addressee=order.addressee)
        taken.append(ActKind.LETTER_ISSUED, on=on, details=told(letter))
    return taken.ledger.case


def do_letter_outside(
    kind: ActKind,
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    details: Mapping[str, object],
    outside: str = "",
) -> Case:
    """Record an act whose letter went out otherwise, with its number or the reason (函件另行发出)."""
    told_of = {**details, "outside": outside} if outside else dict(details)
    return do(kind, case=case, by=by, seen=seen, on=on, today=today, details=told_of)
