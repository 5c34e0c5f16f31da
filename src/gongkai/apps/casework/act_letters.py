"""Which letter tells the other side of which act (事项的函件)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.letters.elements import Value
from gongkai.statute.case_acts import ActKind

_LETTERS: Mapping[ActKind, str] = {
    ActKind.REGISTERED: "receipt",
    ActKind.CORRECTION_ASKED: "correction_notice",
    ActKind.CORRECTION_LAPSED: "other.uncorrected",
    ActKind.THIRD_PARTY_ASKED: "third_party_consultation",
    ActKind.THIRD_PARTY_TOLD: "third_party_disclosure_notice",
    ActKind.EXTENDED: "extension",
    ActKind.REASONS_ASKED: "explain_volume",
    ActKind.DELAYED: "delayed_answer",
    ActKind.FEE_NOTIFIED: "fee_notice",
    ActKind.FEE_LAPSED: "other.fee_unpaid",
    ActKind.WITHDRAWN: "other.withdrawn",
}
_BY_CHOICE: Mapping[ActKind, tuple[str, Mapping[str, str]]] = {
    ActKind.ORGAN_ASKED: (
        "capacity",
        {"co_maker": "co_maker_consultation", "concerned": "assistance_request"},
    ),
    ActKind.RECORD_CORRECTION_SETTLED: (
        "result",
        {
            "corrected": "personal_record.corrected",
            "refused": "personal_record.refused",
            "forwarded": "personal_record.forwarded",
        },
    ),
}
CONSULTATION_NOTICE = "third_party_consultation_notice"
"""Tells the applicant that others are asked (征求意见告知书)."""
TELLS_APPLICANT = frozenset({ActKind.THIRD_PARTY_ASKED, ActKind.ORGAN_ASKED})
"""Acts of which the applicant is told by a letter besides (同时告知申请人的事项)."""
MAY_GO_WITHOUT = frozenset({ActKind.REGISTERED, ActKind.CORRECTION_LAPSED, ActKind.FEE_LAPSED, ActKind.WITHDRAWN})
"""Acts that a record is enough for: the handling standard leaves the letter to the organ (函件可以不发)."""


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """A letter to be issued with an act (拟发函件). ``elements`` is what neither case nor act knows.

    ``body`` is an officer's version of the text, None for the text as composed.
    """

    code: str
    addressee: str = ""
    elements: Mapping[str, Value] = field(default_factory=dict)
    body: str | None = None


def letter_of(kind: ActKind, details: Mapping[str, object]) -> str:
    """Return the code of the letter that an act leads to, empty where there is none or it is not chosen (相应函件)."""
    if kind in _BY_CHOICE:
        name, letters = _BY_CHOICE[kind]
        return letters.get(str(details.get(name, "")), "")
    return _LETTERS.get(kind, "")


def letters_for(kind: ActKind) -> tuple[str, ...]:
    """Return the codes of all letters that an act of this kind may lead to (可能的函件)."""
    if kind in _BY_CHOICE:
        return tuple(_BY_CHOICE[kind][1].values())
    return (_LETTERS[kind],) if kind in _LETTERS else ()
