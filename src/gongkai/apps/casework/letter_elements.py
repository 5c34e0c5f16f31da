"""Which of a letter's elements the case itself knows (函件要素的来源)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from gongkai.apps.casework.letter_events import told_by_events
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.letters.elements import Element, Shape, Value, Withheld
from gongkai.letters.kinds import LetterKind, kind_of
from gongkai.statute import procedure
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.case_fields import Field, Plain
from gongkai.statute.clock_state import ClockState
from gongkai.statute.consultations import Consultation, Consulted


def of_proposal(code: str, facts: CaseFacts) -> dict[str, Value]:
    """Return the facts of the proposal that its letter has a place for; the rest stays in the file (拟办意见的要素)."""
    if facts.proposal is None:
        return {}
    fields = {field.code: field for field in facts.proposal.outcome.facts}
    wanted = _elements(kind_of(code))
    return {
        name: _value(wanted[name], fields[name], plain)
        for name, plain in facts.proposal.facts.items()
        if name in wanted and name in fields
    }


def known_elements(code: str, case: Case, facts: CaseFacts, events: Sequence[CaseEvent]) -> dict[str, Value]:
    """Return what the ledger tells for a letter of this kind (台账中的要素)."""
    wanted = _elements(kind_of(code))
    told = dict(_of_clock(facts)) | dict(told_by_events(case, events))
    return {name: value for name, value in told.items() if name in wanted}


def _elements(kind: LetterKind) -> dict[str, Element]:
    return {element.code: element for element in (*kind.required, *kind.optional)}


def _value(element: Element, field: Field, plain: Plain) -> Value:
    labels = {choice.code: choice.label for choice in field.choices}
    if element.shape is Shape.CHOICES:
        return (labels.get(str(plain), str(plain)),)
    convert = _CONVERSIONS.get(element.shape)
    return convert(plain) if convert else labels.get(str(plain), str(plain))


def _day(plain: Plain) -> date:
    return date.fromisoformat(str(plain))


def _number(plain: Plain) -> int:
    return plain if isinstance(plain, int) else int(str(plain))


def _lines(plain: Plain) -> tuple[str, ...]:
    return tuple(map(str, plain)) if isinstance(plain, list) else (str(plain),)


def _withheld(plain: Plain) -> tuple[Withheld, ...]:
    parts = [part for part in plain if isinstance(part, dict)] if isinstance(plain, list) else []
    return tuple(Withheld(str(part["part"]), str(part["ground"]), str(part["reason"])) for part in parts)


_CONVERSIONS: Mapping[Shape, Callable[[Plain], Value]] = {
    Shape.DATE: _day,
    Shape.COUNT: _number,
    Shape.YUAN: _number,
    Shape.LINES: _lines,
    Shape.WITHHELD: _withheld,
}


def _is_extended_for_certain(facts: CaseFacts, state: ClockState) -> bool:
    """Whether the day can be told in a letter: a new answer that was ordered is none, nor is a day that may move."""
    return state.is_extended and not state.is_provisional and not facts.reopenings


def _of_clock(facts: CaseFacts) -> Iterator[tuple[str, Value]]:
    timing, state = facts.clock, procedure.clock_of(facts)
    if timing is None or state is None:
        return
    yield from _of_consultations(timing.consultations)
    told: dict[str, date | None] = {
        "due_on": None if state.is_provisional else state.due,
        "extended_until": state.due if _is_extended_for_certain(facts, state) else None,
        "delayed_until": state.due if timing.added else None,
        "correction_notified_on": timing.correction_asked.on if timing.correction_asked else None,
        "corrected_on": timing.corrected_on,
        "explained_on": facts.explanation.given_on if facts.explanation else None,
        "explain_by": facts.explanation.due if facts.explanation else None,
        "correction_due_on": timing.awaited.due if timing.awaited else None,
        "payment_due_on": timing.awaited.due if timing.awaited else None,
    }
    yield from ((name, day) for name, day in told.items() if day is not None)


def _of_consultations(consultations: Sequence[Consultation]) -> Iterator[tuple[str, Value]]:
    """Yield who was asked, and since when: the third parties' day where there are both."""
    asked = {
        consulted: [each.asked_on for each in consultations if each.consulted is consulted] for consulted in Consulted
    }
    parties, organs = asked[Consulted.THIRD_PARTY], asked[Consulted.ORGAN]
    if parties or organs:
        yield "consulted", "第三方和其他机关" if parties and organs else "第三方" if parties else "其他机关"
        yield "consulted_on", (parties or organs)[-1]
