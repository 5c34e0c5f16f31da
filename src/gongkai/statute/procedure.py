"""What act may follow what: the one door through which anything enters a case's ledger (办理程序)."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from gongkai.statute import clock
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import NOTHING, CaseFacts
from gongkai.statute.case_fields import Plain, read_fields
from gongkai.statute.changing import replace
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.citations import Citation
from gongkai.statute.clock_state import ClockState
from gongkai.statute.errors import ActRefused, StatuteError
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.procedure_effects import Calendars, receive
from gongkai.statute.procedure_fields import FIELDS
from gongkai.statute.procedure_rules import AUTOMATIC, RULES, STEPS

__all__ = (
    "Calendars",
    "Possibility",
    "admit",
    "clock_of",
    "ensure",
    "fold",
    "fold_known",
    "possible",
    "refuse_future",
    "told",
)

_REGISTER = REGULATION_2019.at("第四十五条")


@dataclass(frozen=True, slots=True)
class Possibility:
    """Whether an act may be done today, and if not why (能否办理). ``citation`` is where it rests either way."""

    kind: ActKind
    is_allowed: bool
    reason: str
    citation: Citation


def admit(facts: CaseFacts, act: Act, *, calendars: Calendars) -> CaseFacts:
    """Return the facts after one more act, or refuse it with the article (准许下一事项).

    Raises ActRefused for what the law does not allow or what was not told; the other StatuteErrors for what is not
    known; KeyError for a detail that the act does not have.
    """
    if act.kind is ActKind.RECEIVED:
        return _first(facts, act, calendars)
    if facts.arrived_on is None:
        raise ActRefused(f"尚未收到申请，不能办理“{act.kind.label}”", _REGISTER)
    rule = RULES[act.kind]
    rule.guard(facts, act.kind, act.on)
    _check_order(facts, act)
    changed = rule.effect(facts, Act(act.kind, act.on, told(act)), calendars)
    moved = act.kind in STEPS or changed.ended_as is not facts.ended_as
    worked_on = max(facts.worked_on, act.on) if moved else facts.worked_on
    return replace(changed, acts=facts.acts + 1, worked_on=worked_on)


def ensure(facts: CaseFacts, kind: ActKind, *, on: date) -> None:
    """Refuse an act whose turn it is not, before anything is prepared for it (核对能否办理). Raises ActRefused."""
    RULES[kind].guard(facts, kind, on)


def told(act: Act) -> dict[str, Plain]:
    """Return the details of an act as plain values, checked and blanks left out (事项内容). Raises ActRefused."""
    rule = RULES.get(act.kind)
    return read_fields(FIELDS[act.kind], act.details, citation=rule.citation if rule else _REGISTER)


def fold(acts: Iterable[Act], *, calendars: Calendars) -> CaseFacts:
    """Return the facts after all acts, in the order they were recorded (归并事项). Raises what ``admit`` does."""
    facts = NOTHING
    for act in acts:
        facts = admit(facts, act, calendars=calendars)
    return facts


def fold_known(acts: Iterable[Act], *, calendars: Calendars) -> CaseFacts:
    """Return the facts after some of a ledger's acts, leaving out what rests on one that is not among them (部分归并).

    A step may be dated before the record it rests on; as of that day it had no ground yet.
    """
    facts = NOTHING
    for act in acts:
        with suppress(ActRefused):
            facts = admit(facts, act, calendars=calendars)
    return facts


def refuse_future(act: Act, *, today: date) -> None:
    """Refuse an act dated later than today: the register tells what happened (不得预先登记)."""
    if act.on > today:
        message = f"{act.kind.label}的日期{write_date(act.on)}晚于今天{write_date(today)}，不能预先登记"
        raise ActRefused(message, _REGISTER)


def clock_of(facts: CaseFacts) -> ClockState | None:
    """Return the state of the answer period, None until the day of receipt is known (答复期限状态)."""
    return clock.read_facts(facts.clock) if facts.clock else None


def possible(facts: CaseFacts, *, today: date) -> tuple[Possibility, ...]:
    """Return for every act whether it may be done today, and the article that forbids it if not (可以办理的事项)."""
    return tuple(_possibility(facts, kind, today) for kind in RULES if kind not in AUTOMATIC)


def _possibility(facts: CaseFacts, kind: ActKind, today: date) -> Possibility:
    rule = RULES[kind]
    try:
        rule.guard(facts, kind, today)
    except StatuteError as refusal:
        return Possibility(kind, False, refusal.message, refusal.citation)
    return Possibility(kind, True, "", rule.citation)


def _first(facts: CaseFacts, act: Act, calendars: Calendars) -> CaseFacts:
    if facts.arrived_on is not None:
        raise ActRefused("申请已经收到，不能再次登记收到", _REGISTER)
    return replace(receive(facts, Act(act.kind, act.on, told(act)), calendars), acts=1)


def _check_order(facts: CaseFacts, act: Act) -> None:
    if facts.arrived_on and act.on < facts.arrived_on:
        message = f"{act.kind.label}的日期{write_date(act.on)}早于申请到达之日{write_date(facts.arrived_on)}"
        raise ActRefused(message, _REGISTER)
    if act.kind in STEPS and act.on < facts.worked_on:
        message = f"{act.kind.label}的日期{write_date(act.on)}早于上一环节的日期{write_date(facts.worked_on)}"
        raise ActRefused(f"{message}，应当按先后登记", _REGISTER)
