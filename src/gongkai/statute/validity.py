"""Whether a rule or a normative document is in force as of a day, and what may still happen to it (文件有效性).

A document ceases on the first day on which it is no longer in force: the day of its repeal, or the day after its term
of validity. What is recorded later never changes what it was on an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from gongkai.statute.chinese_dates import write_date
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import NORMATIVE_DOCUMENTS, RULEMAKING

_UPKEEP = NORMATIVE_DOCUMENTS.at("")


class DocumentKind(Enum):
    """The two kinds of document that table two counts (文件种类). The codes are the rows of the form."""

    REGULATION = ("regulations", "规章")
    NORMATIVE = ("normative_documents", "行政规范性文件")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


class Validity(Enum):
    """How a document stands on a day (有效性)."""

    PENDING = ("pending", "尚未施行")
    IN_FORCE = ("in_force", "有效")
    AMENDED = ("amended", "已修改")
    LAPSED = ("lapsed", "失效")
    REPEALED = ("repealed", "废止")
    STRUCK = ("struck", "登记作废")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label

    @property
    def is_binding(self) -> bool:
        """Whether the document may be relied on (可以作为依据)."""
        return self in (Validity.IN_FORCE, Validity.AMENDED)


class DocumentAct(Enum):
    """What may happen to a document after it was made (文件变动). The codes are stored and never change."""

    AMENDED = ("amended", "修改")
    REPEALED = ("repealed", "废止")
    REPLACED = ("replaced", "被新文件替代")
    DECLARED_LAPSED = ("declared_lapsed", "宣布失效")
    EXTENDED = ("extended", "延长有效期")
    KEPT = ("kept", "清理后继续有效")
    STRUCK = ("struck", "登记作废")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


DOCUMENT_KINDS = {kind.code: kind for kind in DocumentKind}
DOCUMENT_ACTS = {act.code: act for act in DocumentAct}
_ENDING = frozenset({DocumentAct.REPEALED, DocumentAct.REPLACED, DocumentAct.DECLARED_LAPSED})


@dataclass(frozen=True, slots=True)
class DocumentEvent:
    """Something that happened to a document on a day (变动). ``valid_until`` is the new last day of an extension."""

    act: DocumentAct
    on: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document with what happened to it (文件状态).

    ``made_on`` is the day it was signed, ``in_force_on`` the first day it binds, ``valid_until`` the last; None where
    no term was set. ``ended_on`` is the first day on which an act took it out of force.
    """

    made_on: date
    in_force_on: date
    valid_until: date | None = None
    amended_on: date | None = None
    ended_on: date | None = None
    ended_by: DocumentAct | None = None

    @property
    def ceased_on(self) -> date | None:
        """The first day on which it is not in force any more, None while it is (停止有效之日)."""
        lapsed_on = self.valid_until + timedelta(days=1) if self.valid_until else None
        return min((day for day in (lapsed_on, self.ended_on) if day), default=None)

    def validity_on(self, day: date) -> Validity:
        """Return how the document stands on a day (当日有效性)."""
        if self.ended_by is DocumentAct.STRUCK:
            return Validity.STRUCK
        ceased_on = self.ceased_on
        if ceased_on and day >= ceased_on:
            by_act = self.ended_on == ceased_on and self.ended_by is not DocumentAct.DECLARED_LAPSED
            return Validity.REPEALED if by_act else Validity.LAPSED
        if day < self.in_force_on:
            return Validity.PENDING
        return Validity.AMENDED if self.amended_on and day >= self.amended_on else Validity.IN_FORCE


def admit(state: DocumentState, event: DocumentEvent) -> DocumentState:
    """Return the state after one more event (准许文件变动).

    Raises ActRefused: a document that was taken out of force can only be made anew, and one whose term has run out
    cannot be prolonged afterwards.
    """
    if state.ended_by is DocumentAct.STRUCK:
        raise ActRefused("登记已经作废，不能再登记变动", _UPKEEP)
    if event.act is DocumentAct.STRUCK:
        return replace(state, ended_on=state.made_on, ended_by=event.act)
    if event.on < state.made_on:
        message = f"{event.act.label}的日期{write_date(event.on)}早于成文日期{write_date(state.made_on)}"
        raise ActRefused(message, _UPKEEP)
    _refuse_ceased(state, event)
    if event.act in _ENDING:
        return replace(state, ended_on=event.on, ended_by=event.act)
    if event.act is DocumentAct.AMENDED:
        return replace(state, amended_on=state.amended_on or event.on)
    return replace(state, valid_until=_longer(state, event)) if event.act is DocumentAct.EXTENDED else state


def state_of(state: DocumentState, events: Iterable[DocumentEvent]) -> DocumentState:
    """Return a document's state after its events, in the order they were recorded (归并变动). Raises ActRefused."""
    for event in events:
        state = admit(state, event)
    return state


def _refuse_ceased(state: DocumentState, event: DocumentEvent) -> None:
    ceased_on = state.ceased_on
    if ceased_on and event.on >= ceased_on:
        how = state.validity_on(ceased_on).label
        message = f"文件自{write_date(ceased_on)}起{how}，不能再{event.act.label}；需要继续施行的应当重新制发"
        raise ActRefused(message, RULEMAKING.at("") if state.valid_until is None else _UPKEEP)


def _longer(state: DocumentState, event: DocumentEvent) -> date:
    if state.valid_until is None:
        raise ActRefused("文件没有规定有效期，无须延长", _UPKEEP)
    if event.valid_until is None or event.valid_until <= state.valid_until:
        message = f"延长后的有效期应当晚于原有效期{write_date(state.valid_until)}"
        raise ActRefused(message, _UPKEEP)
    return event.valid_until
