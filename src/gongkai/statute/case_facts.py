"""What a case's acts amount to, as far as the law asks about it (案件事实). Immutable: an act makes new facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.statute import clock_facts
from gongkai.statute.case_fields import Plain
from gongkai.statute.case_stages import Stage
from gongkai.statute.clock_steps import Phase
from gongkai.statute.outcomes import Outcome
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.receipt import Channel


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision on its way to the leader (拟办意见)."""

    outcome: Outcome
    facts: Mapping[str, Plain]
    proposed_on: date
    is_reviewed: bool = False
    is_approved: bool = False

    @property
    def stage(self) -> Stage:
        """Who has it now (所处环节)."""
        if self.is_approved:
            return Stage.APPROVED
        return Stage.AWAITING_APPROVAL if self.is_reviewed or not self.outcome.is_reviewed else Stage.IN_REVIEW

    @property
    def hands_over(self) -> bool:
        """Whether it hands over what a third party may fight over (是否提供有争议的内容).

        A partial answer does not, where it withholds a part for the third party's sake.
        """
        if self.outcome.row not in ("granted", "partly_granted"):
            return False
        withheld = self.facts.get("withheld")
        parts = withheld if isinstance(withheld, list) else []
        return not any(isinstance(part, dict) and part.get("ground") == "refused.third_party" for part in parts)


@dataclass(frozen=True, slots=True)
class ExtensionPlan:
    """An extension on its way to the head of the disclosure office (拟延长)."""

    days: int
    is_approved: bool = False


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an applicant was asked about an excessive request, and until when (说明理由)."""

    asked_on: date
    due: date
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A court's word that information must not be handed over, for the time of a suit or for good (停止公开).

    ``order`` is the number of the ruling or judgment.
    """

    order: str
    court: str
    on: date
    is_final: bool = False


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """The acts read so far, reduced to what the law asks about them (案件事实).

    ``acts`` counts them. ``clock`` is None until the day of receipt is known. ``calendar`` names the edition of the
    working calendar: the day of the latest holiday notice known. ``worked_on`` is the day of the last step towards the
    decision. ``answered_on`` is the day that counts for the standing outcome, ``first_answered_on`` for the first one.
    ``objecting`` are the third parties that do not want all of it disclosed, ``partly`` those of them that agree to a
    part, ``overruled`` those that were told in writing that it will be. ``officer`` is the number of who handles the
    case. ``item`` is the one matter of several that is handled here, empty where the application was not split.
    """

    acts: int = 0
    arrived_on: date | None = None
    channel: Channel | None = None
    applicant_kind: str = ""
    calendar: date = date.min
    clock: clock_facts.Facts | None = None
    worked_on: date = date.min
    ended_as: Stage | None = None
    is_registered: bool = False
    extension: ExtensionPlan | None = None
    explanation: Explanation | None = None
    fee_yuan: int | None = None
    search_logged: bool = False
    objecting: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    overruled: frozenset[str] = frozenset()
    proposal: Proposal | None = None
    outcome_code: str = ""
    issued_on: date | None = None
    answered_on: date | None = None
    first_answered_on: date | None = None
    record_correction_open: bool = False
    officer: int | None = None
    department: str = ""
    internal_due_on: date | None = None
    reopenings: int = 0
    stay: Stay | None = None
    item: str = ""

    @property
    def to_be_told(self) -> frozenset[str]:
        """Who objects and was not told yet, should the information be disclosed all the same (待书面告知的第三方)."""
        return self.objecting - self.overruled

    @property
    def outcome(self) -> Outcome | None:
        """How the case ended, None while it is open (办理结果)."""
        return OUTCOMES.get(self.outcome_code)

    @property
    def row(self) -> str:
        """The row of table three that counts the case: ``carried_out`` while it is open, empty if it does not count."""
        if self.clock is None or self.ended_as is Stage.VOIDED:
            return ""
        return self.outcome.row if self.outcome and self.first_answered_on else "carried_out"

    @property
    def stage(self) -> Stage:
        """Where the case stands (办理阶段)."""
        return self.ended_as or self._stage_of_start() or self._stage_of_waiting() or self._stage_of_work()

    def _stage_of_start(self) -> Stage | None:
        if self.clock is None:
            return Stage.UNCONFIRMED
        return None if self.is_registered else Stage.RECEIVED

    def _stage_of_waiting(self) -> Stage | None:
        if self.clock is None or self.issued_on:
            return None
        return _WAITING.get(self.clock.phase)

    def _stage_of_work(self) -> Stage:
        stage = self._stage_of_decision()
        paused = self.stay is not None and not self.stay.is_final
        return Stage.STAYED if paused and stage in _PAUSED else stage

    def _stage_of_decision(self) -> Stage:
        if self.issued_on:
            return Stage.ISSUED
        if self.proposal:
            return self.proposal.stage
        if self.clock and any(asked.answered_on is None for asked in self.clock.consultations):
            return Stage.CONSULTING
        if self.explanation and self.explanation.given_on is None:
            return Stage.AWAITING_REASONS
        return Stage.HANDLING


_WAITING = {Phase.AWAITING_CORRECTION: Stage.AWAITING_CORRECTION, Phase.AWAITING_PAYMENT: Stage.AWAITING_PAYMENT}
_PAUSED = (Stage.HANDLING, Stage.APPROVED, Stage.ISSUED)
"""Where the organ would go on if a court did not hold it back."""
NOTHING = CaseFacts()
"""A case before its first act (空案件)."""
