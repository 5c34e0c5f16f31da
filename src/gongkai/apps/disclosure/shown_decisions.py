"""A decision as the public may see it: no identity number, no full name of a person (行政决定的公示内容)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.apps.agencies.models import Agency
from gongkai.apps.disclosure.models import Decision
from gongkai.apps.disclosure.models.decisions import Counterparty, DecisionKind

_SPACE = r"[ \u3000-]?"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_BORN = (
    rf"(?:(?:18|19|20)\d{{2}}{_SPACE}{_MONTH}{_SPACE}{_DAY}{_SPACE}\d{{3}}{_SPACE}[\dXx]|\d{{2}}{_MONTH}{_DAY}\d{{3}})"
)
_NUMBERS_OF_PERSONS = re.compile(
    rf"(?<![0-9A-Za-z])(?:[1-9]\d{{5}}{_SPACE}{_BORN}|1[3-9]\d{_SPACE}\d{{4}}{_SPACE}\d{{4}})(?![0-9A-Za-z])"
)
_NUMBERS_OF_PAPERS = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{1,2}\d{7,10}(?![0-9A-Za-z])")
_HIDDEN = "******"
LONGEST_PERSONAL_NAME = 4
UNTOLD_KIND = "类别没有写明"
_MASK = re.compile(r"[*＊×某]")
_NAME_MARKS = re.compile(r"[*＊·•‧・]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """What a page may tell of a decision (公示内容). ``uscc`` is empty for a natural person, whatever was entered."""

    number: int
    kind: DecisionKind
    agency: Agency
    document_number: str
    title: str
    counterparty: str
    counterparty_kind: str
    uscc: str
    content: str
    decided_on: date
    valid_from: date | None
    valid_until: date | None
    shown_until: date | None


@dataclass(frozen=True, slots=True)
class ShownWithdrawal:
    """What the pages may tell of a decision that was withdrawn (撤下说明)."""

    document_number: str
    agency: Agency
    kind: DecisionKind
    withdrawn_on: date | None
    reason: str


def shown_withdrawal(decision: Decision) -> ShownWithdrawal:
    """Return what is told of a withdrawn decision: its reason may name the person too (撤下说明脱敏)."""
    return ShownWithdrawal(
        document_number=shown_number(decision),
        agency=decision.agency,
        kind=decision.kind,
        withdrawn_on=decision.withdrawn_on,
        reason=_told(decision, decision.reason_voided),
    )


def as_shown(decision: Decision) -> ShownDecision:
    """Return a decision without what the public may not see (脱敏).

    A person's full name is replaced in the text too. Reads the sealed name: for the page of one decision.
    """
    is_person = _is_person(decision)
    is_told = not is_person or decision.counterparty_code == Counterparty.NATURAL_PERSON
    return ShownDecision(
        number=decision.pk,
        kind=decision.kind,
        agency=decision.agency,
        document_number=shown_number(decision),
        title=_told(decision, decision.title),
        counterparty=shown_name(decision),
        counterparty_kind=Counterparty(decision.counterparty_code).label if is_told else UNTOLD_KIND,
        uscc="" if is_person else decision.uscc,
        content=_told(decision, decision.content),
        decided_on=decision.decided_on,
        valid_from=decision.valid_from,
        valid_until=decision.valid_until,
        shown_until=decision.shown_until,
    )


def shown_name(decision: Decision) -> str:
    """Return the counterparty as it may be shown: of what may be a person, the family name (相对人显示名称).

    A register that does not say what a counterparty is may mean a person: without a credit code, a name as short as a
    person's, one that is masked already and one of several parts (艾合买提·买买提) are treated as a person's.
    """
    name = decision.shown_name
    if not _is_person(decision):
        return without_numbers(name)
    return name[:1] + "*" * max(len(name) - 1, 1)


def shown_number(decision: Decision) -> str:
    """Return the number of a decision as it may be shown: some organs write the person into it (文书号脱敏).

    Reads the sealed name.
    """
    return _told(decision, decision.number)


def without_numbers(text: str) -> str:
    """Return a text without numbers of identity papers and mobile phones (去除个人号码)."""
    return _NUMBERS_OF_PERSONS.sub(_HIDDEN, text.translate(_FULL_WIDTH))


def _is_person(decision: Decision) -> bool:
    if decision.counterparty_code == Counterparty.NATURAL_PERSON:
        return True
    name = decision.shown_name
    return not decision.uscc and (len(name) <= LONGEST_PERSONAL_NAME or bool(_NAME_MARKS.search(name)))


def _told(decision: Decision, text: str) -> str:
    plain = without_numbers(text)
    if not _is_person(decision):
        return plain
    written = _as_written(decision.counterparty or decision.shown_name)
    return _NUMBERS_OF_PAPERS.sub(_HIDDEN, written.sub(shown_name(decision), plain))


def _as_written(name: str) -> re.Pattern[str]:
    """Return what finds a name in a text: also with blanks in it, and by its family name where the rest is masked."""
    if _MASK.search(name):
        return re.compile(rf"{re.escape(name[:1])}[\u4e00-\u9fff]{{{max(len(name) - 1, 1)}}}")
    return re.compile(r"[\s\u3000]*".join(map(re.escape, "".join(name.split()))))
