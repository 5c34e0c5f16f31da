"""What third parties answered, and what a decision may say of it (第三方意见和答复的一致).

A decision that rests on a third party's interests states what that party said. The ledger knows: the statement is
checked against it when it is proposed, and again later, since an opinion may come in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_facts import CaseFacts, Proposal
from gongkai.statute.case_fields import Plain
from gongkai.statute.clock_rules import THIRD_PARTY
from gongkai.statute.consultations import Consultation, Consulted
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.outcomes import Outcome
from gongkai.statute.procedure_guards import require

GROUND = "refused.third_party"
"""The ground that protects a third party (保护第三方合法权益)."""
STATED = "third_party_opinion"
"""The fact by which a decision states the opinion (第三方的意见)."""
_INTERESTS = REGULATION_2019.at("第十五条")


def recorded_opinion(facts: CaseFacts) -> str:
    """Return the third parties' opinion as the ledger has it: ``objected``, ``partly``, ``silent``, ``agreed`` (意见).

    Of several parties, the one that wants the least disclosed counts. Empty where none was asked.
    """
    if facts.objecting - facts.partly:
        return "objected"
    if facts.objecting:
        return "partly"
    asked = _asked(facts)
    heard = {each.party for each in asked if each.answered_on is not None}
    if any(each.party not in heard for each in asked):
        return "silent"
    return "agreed" if asked else ""


def require_recorded(facts: CaseFacts, proposal: Proposal) -> None:
    """Refuse a proposal that rests on a third party's interests against the record (核对第三方意见).

    Raises ActRefused where the third parties agreed, or said something else than what is stated.
    """
    if not _rests_on_third_party(proposal.outcome, proposal.facts):
        return
    recorded = recorded_opinion(facts)
    parties = "、".join(sorted({each.party for each in _asked(facts)}))
    message = f"第三方（{parties}）同意公开，不能以第三方合法权益为由不予公开"
    require(recorded != "agreed", message, _INTERESTS)
    stated = proposal.facts.get(STATED)
    if stated is not None:
        said, known = (_words(proposal.outcome, str(code)) for code in (stated, recorded))
        message = f"台账记载第三方{known}，与所写的“{said}”不一致；应当按记载填写，记载有误的先登记第三方意见"
        require(stated == recorded, message, THIRD_PARTY)


def opinion_stands(facts: CaseFacts, _kind: ActKind, _on: date) -> None:
    """What the proposal says of a third party is what it said (第三方意见没有变化)."""
    if facts.proposal is not None:
        require_recorded(facts, facts.proposal)


def _asked(facts: CaseFacts) -> list[Consultation]:
    consultations = facts.clock.consultations if facts.clock else ()
    return [each for each in consultations if each.consulted is Consulted.THIRD_PARTY]


def _rests_on_third_party(outcome: Outcome, told: Mapping[str, Plain]) -> bool:
    withheld = told.get("withheld")
    parts = withheld if isinstance(withheld, list) else []
    return outcome.code == GROUND or any(isinstance(part, dict) and part.get("ground") == GROUND for part in parts)


def _words(outcome: Outcome, code: str) -> str:
    field = next(field for field in outcome.facts if field.code == STATED)
    return next((choice.label for choice in field.choices if choice.code == code), code)
