"""The letter of an act before the act is done (事项函件预览)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps.casework import lettering
from gongkai.apps.casework.act_letters import LetterOrder
from gongkai.apps.casework.models import CaseEvent
from gongkai.apps.casework.selectors.ledgers import LedgerView
from gongkai.apps.casework.working_calendar import calendars
from gongkai.letters.letter import Letter
from gongkai.statute import procedure
from gongkai.statute.case_acts import Act, ActKind


def view_after(view: LedgerView, kind: ActKind, *, on: date, today: date, details: Mapping[str, object]) -> LedgerView:
    """Return the ledger as it would stand after an act; nothing is written (预演). Raises StatuteError."""
    act = Act(kind, on, details)  # type: ignore[arg-type]
    procedure.refuse_future(act, today=today)
    facts = procedure.admit(view.facts, act, calendars=calendars(view.case.agency))
    event = CaseEvent(
        case=view.case, seq=view.case.last_seq + 1, kind_code=kind.code, on=on, details=procedure.told(act)
    )
    return LedgerView(view.case, (*view.events, event), facts)


def letter_after(view: LedgerView, order: LetterOrder, *, body: str | None = None) -> Letter:
    """Return the letter that would be issued, without number and date (函件预览). Raises LetterIncomplete."""
    facts = lettering.letter_facts(
        view.case, view.facts, view.events, code=order.code, elements=order.elements, addressee=order.addressee
    )
    return lettering.draft(order.code, facts, body=body)
