"""What the ledger says, in words: events with their details (办理经过)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from gongkai.apps.casework.models import CaseEvent, EvidenceKind
from gongkai.letters.kinds import LETTER_KINDS
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_fields import Field, Shape
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure_fields import FIELDS

_DIGEST = "digest"
_FOR_MACHINES = frozenset({"officer", "document", "calendar"})
"""Numbers and names that mean nothing to a reader."""
_LABELS = {
    "outcome": "办理结果",
    "number": "文号",
    "papers": "材料份数",
    "yuan": "金额（元）",
    "officer_name": "承办人",
}


_WORDS: Mapping[tuple[str, Any], str] = {
    **{("evidence", kind.value): str(kind.label) for kind in EvidenceKind},
    ("part", 1): "第一部分（答复作出之前）",
    ("part", 2): "第二部分（答复作出之后）",
}
"""What stands for the codes of papers."""


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing an act says (要素)."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One event as the timeline shows it (办理记录)."""

    kind: ActKind
    on: date
    recorded_at: datetime
    actor: str
    details: tuple[Detail, ...]


def told(event: CaseEvent) -> Told:
    """Return an event in words (记录内容)."""
    details = tuple(details_of(event.kind, event.details))
    return Told(event.kind, event.on, event.recorded_at, event.actor, details)


def details_of(kind: ActKind, given: Mapping[str, Any]) -> Iterator[Detail]:
    """Yield what was said, under the names that the law gives it; digests say nothing to people (要素内容)."""
    fields = _fields_of(kind)
    for code, value in given.items():
        if code == "facts" and isinstance(value, Mapping):
            yield from facts_told(str(given.get("outcome", "")), value)
        elif code in fields:
            yield Detail(fields[code].label, tuple(_lines(value, fields[code])))
        elif code in _LABELS:
            yield Detail(_LABELS[code], tuple(_lines(value, None)))


def facts_told(outcome_code: str, facts: Mapping[str, Any]) -> Iterator[Detail]:
    """Yield the facts of an outcome, partial disclosure part by part (结果要素)."""
    outcome = OUTCOMES.get(outcome_code)
    for field in outcome.facts if outcome else ():
        if field.code in facts:
            yield Detail(field.label, tuple(_lines(facts[field.code], field)))


@cache
def _fields_of(kind: ActKind) -> Mapping[str, Field]:
    return {field.code: field for field in FIELDS.get(kind, ()) if _is_for_people(field)}


def _is_for_people(field: Field) -> bool:
    return not field.code.endswith(_DIGEST) and field.code not in _FOR_MACHINES


def _lines(value: Any, field: Field | None) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for each in value:
            yield _withheld(each) if isinstance(each, Mapping) else str(each)
    elif field is not None and field.shape is Shape.CHOICE:
        yield next((choice.label for choice in field.choices if choice.code == value), str(value))
    elif field is not None and (field.code, value) in _WORDS:
        yield _WORDS[field.code, value]
    elif field is not None and field.code == "letter" and value in LETTER_KINDS:
        yield LETTER_KINDS[str(value)].title
    elif str(value) in OUTCOMES:
        yield OUTCOMES[str(value)].label
    else:
        yield from str(value).splitlines()


def _withheld(part: Mapping[str, Any]) -> str:
    outcome = OUTCOMES.get(str(part.get("ground", "")))
    return f"{part.get('part', '')}（{outcome.label if outcome else part.get('ground', '')}）：{part.get('reason', '')}"
