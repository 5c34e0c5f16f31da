"""What the acts of a ledger tell for the letters of the case (台账中的函件要素)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.letters.elements import ELEMENTS, Shape, Value
from gongkai.statute.case_acts import ActKind
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.fees import PAGE_TARIFF, PIECE_TARIFF, Band, page_fee, piece_fee
from gongkai.statute.procedure_fields import FIELDS, OVERRULING

_NAMES: Mapping[ActKind, Mapping[str, tuple[str, ...]]] = {
    ActKind.CORRECTION_ASKED: {
        "items": ("correction_items",),
        "reason": ("correction_guidance",),
        "days": ("correction_days",),
    },
    ActKind.THIRD_PARTY_ASKED: {"part": ("consult_content",)},
    ActKind.THIRD_PARTY_TOLD: {"content": ("disclose_content",), "reasons": ("disclose_reason",)},
    ActKind.ORGAN_ASKED: {"question": ("joint_documents", "assist_questions")},
    ActKind.EXTENDED: {"days": ("extension_days",), "reason": ("extension_reason",)},
    ActKind.REASONS_ASKED: {"counts": ("volume_count",), "question": ("explain_points",)},
    ActKind.DELAYED: {"assessment": ("delay_reason",)},
    ActKind.FEE_NOTIFIED: {"yuan": ("fee_yuan",)},
    ActKind.RECORD_CORRECTION_ASKED: {"what": ("record",)},
    ActKind.RECORD_CORRECTION_SETTLED: {"text": ("correction_made", "reason")},
}
_NOTICES = {
    ActKind.CORRECTION_ASKED: "correction_notice",
    ActKind.FEE_NOTIFIED: "fee_notice",
}
_WAYS = {way.code: way.label for way in DeliveryWay}
_STANCES = {
    choice.code: choice.label
    for field in FIELDS[ActKind.THIRD_PARTY_ANSWERED]
    if field.code == "opinion"
    for choice in field.choices
}
_GROUNDS = dict(OVERRULING)


def told_by_events(case: Case, events: Sequence[CaseEvent]) -> Iterator[tuple[str, Value]]:
    """Yield the elements that the acts tell, a later act after an earlier one (台账中的要素)."""
    yield "channel", case.channel.label
    if case.agency.office_address:
        yield "office_address", case.agency.office_address
    for event in events:
        yield from _named(event)
        yield from _of_event(event, events)
    yield from _of_notice(events)


def as_value(element: str, told: Any) -> Value:
    """Return what an act says in the shape that an element of a letter has (要素的形式)."""
    if ELEMENTS[element].shape is Shape.LINES:
        lines = told if isinstance(told, list) else str(told).splitlines()
        return tuple(str(line) for line in lines)
    if ELEMENTS[element].shape is Shape.TEXT:
        return "".join(str(told).splitlines())
    return told  # type: ignore[no-any-return]  # A number or prose, as the ledger keeps it.


def _named(event: CaseEvent) -> Iterator[tuple[str, Value]]:
    """Yield what the letter has a word for, as it was typed."""
    for name, elements in _NAMES.get(event.kind, {}).items():
        if name in event.details:
            yield from ((element, as_value(element, event.details[name])) for element in elements)


def _of_event(event: CaseEvent, events: Sequence[CaseEvent]) -> Iterator[tuple[str, Value]]:
    """Yield what follows from an act having happened."""
    if event.kind is ActKind.EXTENSION_APPROVED:
        yield "consented_on", event.on
    elif event.kind is ActKind.WITHDRAWN:
        yield "withdrawn_on", event.on
    elif event.kind is ActKind.FEE_PROPOSED:
        yield from _of_fee(event)
    elif event.kind is ActKind.THIRD_PARTY_TOLD:
        yield "third_party_opinion", _opinion_of(event.details["party"], events)
        yield "disclose_ground", _GROUNDS[event.details["ground"]]


def _opinion_of(party: str, events: Sequence[CaseEvent]) -> str:
    """Return what a third party answered last, in words."""
    of_party = (event for event in reversed(events) if event.details.get("party") == party)
    last = next((event for event in of_party if event.kind is ActKind.THIRD_PARTY_ANSWERED), None)
    return _STANCES[last.details["opinion"]] if last else "未在规定期限内提出意见"


def _of_fee(event: CaseEvent) -> Iterator[tuple[str, Value]]:
    """Yield how the fee was reckoned, by the tariff of that day."""
    units, already = int(event.details["units"]), int(event.details.get("already", 0))
    by_piece = event.details["basis"] == "pieces"
    last, unit = (already + units, "件") if by_piece else (units, "页")
    tariff = (PIECE_TARIFF if by_piece else PAGE_TARIFF).on(event.on).value()
    fee = piece_fee(units, on=event.on, already=already) if by_piece else page_fee(units, on=event.on)
    yield "fee_mode", "按件计收" if by_piece else "按量计收"
    yield (
        "fee_standard",
        "，".join(_standard(band, unit) for band in takewhile(lambda each: each.first <= last, tariff)),
    )
    yield (
        "fee_reckoning",
        tuple(
            f"第{band.first}至第{band.last}{unit}，共{band.units}{unit}，每{unit}{band.yuan_each}元，计{band.yuan}元"
            for band in fee.bands
        ),
    )


def _standard(band: Band, unit: str) -> str:
    span = f"{band.first}至{band.last}{unit}" if band.last else f"{band.first}{unit}以上"
    return f"{span}的部分{f'每{unit}{band.yuan_each}元' if band.yuan_each else '不收费'}"


def _of_notice(events: Sequence[CaseEvent]) -> Iterator[tuple[str, Value]]:
    """Yield the number and the delivery of the last notice that asked the applicant for something."""
    asked = next((event for event in reversed(events) if event.kind in _NOTICES), None)
    if asked is None:
        return
    after = [event for event in events if event.seq >= asked.seq]
    if "outside" in asked.details:
        yield "notice_number", as_value("notice_number", asked.details["outside"])
    if "delivered_on" in asked.details:
        yield "notice_delivered_on", asked.as_act().day("delivered_on") or asked.on
    for event in after:
        if event.kind is ActKind.LETTER_ISSUED and event.details["letter"] == _NOTICES[asked.kind]:
            yield "notice_number", str(event.details["number"])
        if event.kind is ActKind.NOTICE_DELIVERED and event.details["notice"] == asked.kind.code:
            yield "notice_delivered_on", event.on
            proof = event.details.get("proof", "")
            yield "notice_delivery", f"{_WAYS[event.details['way']]}{f'，{proof}' if proof else ''}"
        if event.kind in (ActKind.CORRECTION_LAPSED, ActKind.FEE_LAPSED):
            yield "notice_delivery", as_value("notice_delivery", event.details["proof"])
