"""What the steps of a decision make of the case: proposed, reviewed, approved, issued, delivered (决定的后果)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai.statute import clock
from gongkai.statute.case_acts import Act
from gongkai.statute.case_facts import CaseFacts, Proposal
from gongkai.statute.case_stages import Stage
from gongkai.statute.changing import replace
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.clock_rules import CORRECTION, DELAY, OUTCOMES
from gongkai.statute.consultations import Consulted
from gongkai.statute.delivery import DeliveryWay, answered_day
from gongkai.statute.outcomes import Need, Outcome, read_facts
from gongkai.statute.outcomes_catalogue import OUTCOMES as CATALOGUE
from gongkai.statute.procedure_effects import Calendars, settled
from gongkai.statute.procedure_guards import clock_facts_of, opinions_in, require
from gongkai.statute.procedure_stays import may_propose
from gongkai.statute.procedure_third_parties import require_recorded

_WAYS = {way.code: way for way in DeliveryWay}


def propose(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Put an outcome on its way, with everything a court would ask (拟办)."""
    outcome = CATALOGUE[act.text("outcome")]
    require(outcome.is_decided, f"“{outcome.label}”不经拟办，由办理过程形成", outcome.basis)
    given = act.details.get("facts")
    told = read_facts(outcome, given if isinstance(given, Mapping) else {})
    for need in _needs(outcome, told):
        require(_MET[need](facts, act), need.message, _NEED_CITATIONS.get(need, outcome.basis))
    proposal = Proposal(outcome, told, act.on)
    require_recorded(facts, proposal)
    may_propose(facts, proposal)
    return replace(facts, proposal=proposal)


def pass_review(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Find the proposal lawful (审核通过)."""
    return replace(facts, proposal=replace(facts.proposal, is_reviewed=True) if facts.proposal else None)


def approve(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Approve the proposal (批准)."""
    return replace(facts, proposal=replace(facts.proposal, is_approved=True) if facts.proposal else None)


def send_back(facts: CaseFacts, _act: Act, _calendars: Calendars) -> CaseFacts:
    """Send the proposal back to who handles the case (退回)."""
    return replace(facts, proposal=None)


def decide(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Issue the answer that was approved, no other (作出答复)."""
    approved = facts.proposal.outcome.code if facts.proposal else ""
    require(act.text("outcome") == approved, "答复与批准的拟办意见不一致", OUTCOMES)
    return replace(facts, outcome_code=approved, issued_on=act.on)


def deliver(facts: CaseFacts, act: Act, _calendars: Calendars) -> CaseFacts:
    """Stop the clock on the day that counts for the way of delivery (送达)."""
    sent_on = act.day("sent_on") or act.on
    counted = answered_day(_WAYS[act.text("way")], sent_on=sent_on, signed_on=act.day("signed_on"))
    require(facts.issued_on is None or sent_on >= facts.issued_on, "发出日期早于答复日期", OUTCOMES)
    timing = clock.admit(clock_facts_of(facts, act.kind), Event(Kind.ANSWERED, counted))
    return settled(replace(facts, clock=timing), counted, Stage.ANSWERED)


def _needs(outcome: Outcome, told: Mapping[str, object]) -> tuple[Need, ...]:
    withheld = told.get("withheld")
    grounds = {part.get("ground") for part in withheld if isinstance(part, dict)} if isinstance(withheld, list) else ()
    return (*outcome.needs, *((Need.THIRD_PARTY_HEARD,) if "refused.third_party" in grounds else ()))


def _was_third_party_heard(facts: CaseFacts, act: Act) -> bool:
    opinions_in(facts, act.kind, act.on)
    return any(each.consulted is Consulted.THIRD_PARTY for each in clock_facts_of(facts, act.kind).consultations)


def _was_explained(facts: CaseFacts, act: Act) -> bool:
    asked = facts.explanation
    return asked is not None and (asked.given_on is not None or act.on > asked.due)


def _was_corrected(facts: CaseFacts, act: Act) -> bool:
    return clock_facts_of(facts, act.kind).corrected_on is not None


def _was_searched(facts: CaseFacts, _act: Act) -> bool:
    return facts.search_logged


_MET: Mapping[Need, Callable[[CaseFacts, Act], bool]] = {
    Need.CORRECTED: _was_corrected,
    Need.THIRD_PARTY_HEARD: _was_third_party_heard,
    Need.REASONS_ASKED: _was_explained,
    Need.SEARCHED: _was_searched,
}
_NEED_CITATIONS = {Need.CORRECTED: CORRECTION, Need.REASONS_ASKED: DELAY}
