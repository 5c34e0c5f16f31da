"""A third party fights the disclosure in court: handing over waits for the court's word (停止公开).

存疑：the interpretation does not say that the answer period stops meanwhile; it runs on (docs/interpretation.md).
"""

from __future__ import annotations

from datetime import date

from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import CaseFacts, Proposal, Stay
from gongkai.statute.changing import replace
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import DISCLOSURE_SUITS
from gongkai.statute.procedure_effects import Calendars
from gongkai.statute.procedure_guards import clock_facts_of, not_archived, require

STAY = DISCLOSURE_SUITS.at("第十三条")
"""Where a court's stop rests: before the information is out, it may be held back (停止公开的依据)."""


def not_stayed(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """No court has ordered a stop that still stands (没有停止公开的裁判)."""
    not_archived(facts, kind, on)
    clock_facts_of(facts, kind)
    require(facts.stay is None, f"已经登记停止公开的裁判（{facts.stay.order if facts.stay else ''}）", STAY)


def stayed(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """A court has ordered a stop for the time of the suit (停止公开中)."""
    not_archived(facts, kind, on)
    require(facts.stay is not None, "没有停止公开的裁定", STAY)
    require(facts.stay is None or not facts.stay.is_final, "人民法院已经判决不得公开", STAY)


def not_forbidden(facts: CaseFacts, kind: ActKind, on: date) -> None:
    """No judgment forbids the disclosure yet (没有不得公开的判决)."""
    not_archived(facts, kind, on)
    clock_facts_of(facts, kind)
    require(facts.stay is None or not facts.stay.is_final, "已经登记不得公开的判决", STAY)


def may_hand_over(facts: CaseFacts, kind: ActKind, _on: date) -> None:
    """What would be handed over is not held back by a court (可以提供)."""
    stay = facts.stay
    if stay is None or facts.proposal is None or not facts.proposal.hands_over:
        return
    said = "判决不得公开" if stay.is_final else "裁定停止公开，尚未解除"
    message = f"{stay.court}{stay.order}{said}，不能办理“{kind.label}”"
    raise ActRefused(f"{message}；部分公开的，应当把有争议的内容列为保护第三方合法权益而不予公开的部分", STAY)


def may_propose(facts: CaseFacts, proposal: Proposal) -> None:
    """Refuse to propose what a judgment forbids (不得拟办公开). Raises ActRefused."""
    stay = facts.stay
    if stay is not None and stay.is_final and proposal.hands_over:
        raise ActRefused(f"{stay.court}{stay.order}判决不得公开，不能拟办公开", STAY)


def stay(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Hold the information back while the suit lasts; the answer period runs on (暂停公开)."""
    held = Stay(act.text("order"), act.text("court"), act.on)
    text = f"{held.court}{held.order}裁定停止公开，诉讼期间不得提供有关信息；答复期限不因此停止计算"
    return _noted(replace(facts, stay=held), act, text)


def lift(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Go on as if no stop had been ordered (恢复公开)."""
    return _noted(replace(facts, stay=None), act, f"停止公开的裁定解除，文书号{act.text('order')}")


def forbid(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Hold the information back for good; an answer that was to give it and is not delivered falls (不得公开)."""
    held = Stay(act.text("order"), act.text("court"), act.on, is_final=True)
    noted = _noted(replace(facts, stay=held), act, f"{held.court}{held.order}判决不得公开")
    if facts.ended_as is not None or facts.proposal is None or not facts.proposal.hands_over:
        return noted
    return replace(noted, proposal=None, issued_on=None, outcome_code="")


def _noted(facts: CaseFacts, act: Act, text: str) -> CaseFacts:
    return replace(facts, clock=clock_facts_of(facts, act.kind).noting(act.on, text, STAY))
