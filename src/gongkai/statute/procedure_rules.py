"""Which guards and which effect belong to each act: the whole procedure on one page (办理程序).

An act marked as a step of the work cannot be dated before the step that went before; a record can.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.statute import procedure_decisions as decisions
from gongkai.statute import procedure_effects as effects
from gongkai.statute import procedure_guards as guards
from gongkai.statute import procedure_notices as notices
from gongkai.statute import procedure_parts as parts
from gongkai.statute import procedure_stays as stays
from gongkai.statute import procedure_third_parties as third_parties
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_stages import Stage
from gongkai.statute.citations import Citation
from gongkai.statute.clock_events import Kind
from gongkai.statute.clock_rules import (
    CO_MAKER,
    CORRECTION,
    DELAY,
    EXCLUDED_TIME,
    OUTCOMES,
    PAYMENT,
    REGISTER,
    THIRD_PARTY,
)
from gongkai.statute.clock_steps import Phase
from gongkai.statute.consultations import Consulted
from gongkai.statute.deadlines import ANSWER_PERIOD
from gongkai.statute.instruments import DISCLOSURE_SUITS, REGULATION_2019
from gongkai.statute.procedure_effects import Effect
from gongkai.statute.procedure_guards import Guard


@dataclass(frozen=True, slots=True)
class Rule:
    """When an act may be done, what follows from it, and where it rests (事项规则)."""

    guard: Guard
    effect: Effect
    citation: Citation


_EXTENSION = ANSWER_PERIOD.versions[-1].citation
_RECEIPT = REGULATION_2019.at("第三十一条")
_RECORD_CORRECTION = REGULATION_2019.at("第四十一条")
_PUBLICATION = REGULATION_2019.at("第四十四条")
_correction_lapse = guards.term_run_out(Phase.AWAITING_CORRECTION, CORRECTION, "没有写明期限的补正告知，不能认定逾期")
_fee_lapse = guards.term_run_out(Phase.AWAITING_PAYMENT, PAYMENT, "没有尚待缴纳的收费通知，不能认定逾期")

RULES: Mapping[ActKind, Rule] = {
    ActKind.RECEIPT_CONFIRMED: Rule(guards.unconfirmed, effects.confirm_receipt, _RECEIPT),
    ActKind.REGISTERED: Rule(guards.unregistered, effects.register, REGISTER),
    ActKind.ASSIGNED: Rule(guards.not_ended, effects.assign, REGISTER),
    ActKind.ENTRY_VOIDED: Rule(guards.not_issued, effects.end_as(Stage.VOIDED), REGISTER),
    ActKind.CORRECTION_ASKED: Rule(
        guards.clock_allows(Kind.CORRECTION_NOTIFIED), effects.move_clock(Kind.CORRECTION_NOTIFIED), CORRECTION
    ),
    ActKind.CORRECTED: Rule(guards.clock_allows(Kind.CORRECTED), effects.move_clock(Kind.CORRECTED), CORRECTION),
    ActKind.CORRECTION_LAPSED: Rule(
        _correction_lapse, effects.settle_as(Stage.LAPSED, "other.uncorrected"), CORRECTION
    ),
    ActKind.THIRD_PARTY_ASKED: Rule(
        guards.clock_allows(Kind.THIRD_PARTY_ASKED), effects.move_clock(Kind.THIRD_PARTY_ASKED), THIRD_PARTY
    ),
    ActKind.THIRD_PARTY_ANSWERED: Rule(
        guards.open_consultation_of(Consulted.THIRD_PARTY, THIRD_PARTY), effects.hear_third_party, THIRD_PARTY
    ),
    ActKind.THIRD_PARTY_TOLD: Rule(guards.third_party_asked, effects.tell_third_party, THIRD_PARTY),
    ActKind.ORGAN_ASKED: Rule(
        guards.clock_allows(Kind.ORGAN_ASKED), effects.move_clock(Kind.ORGAN_ASKED), EXCLUDED_TIME
    ),
    ActKind.ORGAN_ANSWERED: Rule(
        guards.open_consultation_of(Consulted.ORGAN, CO_MAKER), effects.move_clock(Kind.ORGAN_ANSWERED), CO_MAKER
    ),
    ActKind.NOTICE_DELIVERED: Rule(guards.notice_outstanding, notices.deliver_notice, REGISTER),
    ActKind.EXTENSION_PROPOSED: Rule(guards.extension_not_pending, effects.plan_extension, _EXTENSION),
    ActKind.EXTENSION_APPROVED: Rule(guards.extension_pending, effects.approve_extension, _EXTENSION),
    ActKind.EXTENSION_RETURNED: Rule(guards.extension_pending, effects.return_extension, _EXTENSION),
    ActKind.EXTENDED: Rule(guards.extension_approved, effects.extend, _EXTENSION),
    ActKind.REASONS_ASKED: Rule(guards.explanation_not_asked, effects.ask_reasons, DELAY),
    ActKind.REASONS_GIVEN: Rule(guards.explanation_awaited, effects.take_reasons, DELAY),
    ActKind.DELAYED: Rule(guards.explanation_given, effects.move_clock(Kind.DELAYED), DELAY),
    ActKind.CALENDAR_ADOPTED: Rule(guards.not_ended, effects.adopt_calendar, REGISTER),
    ActKind.FEE_PROPOSED: Rule(guards.fee_not_noticed, effects.propose_fee, PAYMENT),
    ActKind.FEE_NOTIFIED: Rule(guards.fee_proposed, effects.notify_fee, PAYMENT),
    ActKind.PAYMENT_REPORTED: Rule(guards.awaiting_payment, effects.remember, PAYMENT),
    ActKind.FEE_PAID: Rule(guards.clock_allows(Kind.FEE_PAID), effects.pay_fee, PAYMENT),
    ActKind.FEE_WAIVED: Rule(guards.fee_standing, effects.waive_fee, PAYMENT),
    ActKind.FEE_LAPSED: Rule(_fee_lapse, effects.settle_as(Stage.LAPSED, "other.fee_unpaid"), PAYMENT),
    ActKind.SEARCHED: Rule(guards.not_issued, effects.log_search, OUTCOMES),
    ActKind.NOTED: Rule(guards.not_archived, effects.remember, REGISTER),
    ActKind.TALKED: Rule(guards.not_archived, effects.remember, REGISTER),
    ActKind.DOCUMENT_ATTACHED: Rule(guards.not_archived, effects.remember, REGISTER),
    ActKind.LETTER_ISSUED: Rule(guards.not_archived, effects.remember, REGISTER),
    ActKind.OUTCOME_RECORDED: Rule(guards.just_received, effects.record_outcome, REGISTER),
    ActKind.PROPOSED: Rule(guards.not_approved, decisions.propose, OUTCOMES),
    ActKind.REVIEW_PASSED: Rule(guards.in_review, decisions.pass_review, REGISTER),
    ActKind.REVIEW_RETURNED: Rule(guards.in_review, decisions.send_back, REGISTER),
    ActKind.APPROVED: Rule(
        guards.all_of(guards.awaiting_approval, third_parties.opinion_stands), decisions.approve, REGISTER
    ),
    ActKind.RETURNED: Rule(guards.proposal_standing, decisions.send_back, REGISTER),
    ActKind.DECIDED: Rule(
        guards.all_of(guards.approved, third_parties.opinion_stands, stays.may_hand_over), decisions.decide, OUTCOMES
    ),
    ActKind.SEALED: Rule(guards.issued, effects.remember, REGISTER),
    ActKind.DELIVERED: Rule(guards.all_of(guards.issued, stays.may_hand_over), decisions.deliver, OUTCOMES),
    ActKind.WITHDRAWN: Rule(guards.not_issued, effects.withdraw, REGISTER),
    ActKind.CLOSED: Rule(guards.closable, effects.end_as(Stage.CLOSED), REGISTER),
    ActKind.ARCHIVED: Rule(guards.settled, effects.end_as(Stage.ARCHIVED), REGISTER),
    ActKind.PUBLICATION_SUGGESTED: Rule(guards.not_voided, effects.remember, _PUBLICATION),
    ActKind.MADE_PUBLIC: Rule(
        guards.all_of(guards.answered_with_information, stays.may_hand_over), effects.make_public, _PUBLICATION
    ),
    ActKind.RECORD_CORRECTION_ASKED: Rule(guards.not_voided, effects.ask_record_correction, _RECORD_CORRECTION),
    ActKind.RECORD_CORRECTION_SETTLED: Rule(
        guards.record_correction_open, effects.settle_record_correction, _RECORD_CORRECTION
    ),
    ActKind.REOPENED: Rule(guards.reopenable, effects.reopen, DISCLOSURE_SUITS.at("第十一条")),
    ActKind.DISCLOSURE_STAYED: Rule(stays.not_stayed, stays.stay, stays.STAY),
    ActKind.STAY_LIFTED: Rule(stays.stayed, stays.lift, stays.STAY),
    ActKind.DISCLOSURE_FORBIDDEN: Rule(stays.not_forbidden, stays.forbid, stays.STAY),
    ActKind.SPLIT: Rule(parts.can_be_split, parts.split, parts.UNIT),
    ActKind.SPLIT_FROM: Rule(parts.just_split_off, parts.split_off, parts.UNIT),
}

STEPS = frozenset(
    {
        ActKind.REGISTERED,
        ActKind.EXTENSION_PROPOSED,
        ActKind.EXTENSION_APPROVED,
        ActKind.EXTENSION_RETURNED,
        ActKind.EXTENDED,
        ActKind.FEE_PROPOSED,
        ActKind.FEE_NOTIFIED,
        ActKind.PROPOSED,
        ActKind.REVIEW_PASSED,
        ActKind.REVIEW_RETURNED,
        ActKind.APPROVED,
        ActKind.RETURNED,
        ActKind.DECIDED,
        ActKind.CLOSED,
        ActKind.ARCHIVED,
        ActKind.REOPENED,
    }
)
"""Acts of the organ's own hand, which follow each other in time (依次进行的环节)."""

AUTOMATIC = frozenset(
    {
        ActKind.SEALED,
        ActKind.CALENDAR_ADOPTED,
        ActKind.DOCUMENT_ATTACHED,
        ActKind.LETTER_ISSUED,
        ActKind.OUTCOME_RECORDED,
        ActKind.SPLIT_FROM,
    }
)
"""Acts that come about with another one or with a paper: no button of their own (随其他事项发生)."""
