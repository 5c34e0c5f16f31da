"""Which of a letter's elements the case itself knows (函件要素的来源)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.letters.elements import Element, Shape, Value, Withheld
from gongkai.letters.kinds import LetterKind, kind_of
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.case_fields import Field, Plain
from gongkai.statute.consultations import Consulted


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
    told = dict(_of_clock(facts)) | dict(_of_events(case, events))
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


def _of_clock(facts: CaseFacts) -> Iterator[tuple[str, Value]]:
    timing, state = facts.clock, procedure.clock_of(facts)
    if timing is None or state is None:
        return
    asked = [each.asked_on for each in timing.consultations if each.consulted is Consulted.THIRD_PARTY]
    told: dict[str, date | None] = {
        "due_on": state.due,
        "extended_until": state.due if state.is_extended else None,
        "delayed_until": state.due if timing.added else None,
        "correction_notified_on": timing.correction_asked.on if timing.correction_asked else None,
        "corrected_on": timing.corrected_on,
        "explained_on": facts.explanation.given_on if facts.explanation else None,
        "consulted_on": asked[-1] if asked else None,
    }
    yield from ((name, day) for name, day in told.items() if day is not None)


_NAMES: Mapping[ActKind, Mapping[str, str]] = {
    ActKind.CORRECTION_ASKED: {"items": "correction_items", "reason": "correction_guidance", "days": "correction_days"},
    ActKind.EXTENDED: {"days": "extension_days", "reason": "extension_reason"},
    ActKind.REASONS_ASKED: {"counts": "volume_count"},
    ActKind.DELAYED: {"assessment": "delay_reason"},
    ActKind.FEE_NOTIFIED: {"yuan": "fee_yuan"},
}


def _of_events(case: Case, events: Sequence[CaseEvent]) -> Iterator[tuple[str, Value]]:
    yield "channel", case.channel.label
    if case.agency.office_address:
        yield "office_address", case.agency.office_address
    for event in events:
        for name, element in _NAMES.get(event.kind, {}).items():
            if name in event.details:
                told = event.details[name]
                yield element, tuple(told) if isinstance(told, list) else told
        if event.kind is ActKind.EXTENSION_APPROVED:
            yield "consented_on", event.on
        if event.kind is ActKind.WITHDRAWN:
            yield "withdrawn_on", event.on
