"""The one letter that answers several applications: what it says of each (合并答复书)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.apps.casework.lettering import letter_facts
from gongkai.apps.casework.marks import plain
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.letters.facts import Address, Facts
from gongkai.statute.case_facts import CaseFacts, Proposal
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.joint_answers import Answerable

_OF_ONE_CASE = ("corrected_on", "extended_until")
"""What is said only where it holds for all."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One of the cases, with what its ledger amounts to (合并答复的申请件)."""

    case: Case
    facts: CaseFacts
    events: Sequence[CaseEvent]

    @property
    def answerable(self) -> Answerable:
        """What decides whether it may be answered with others (合并条件)."""
        proposal = self.facts.proposal
        return self._with(proposal if proposal and proposal.is_approved else None)

    @property
    def proposed(self) -> Answerable:
        """The same by what was proposed, whether or not anybody approved it (拟办内容)."""
        return self._with(self.facts.proposal)

    def _with(self, proposal: Proposal | None) -> Answerable:
        return Answerable(
            number=self.case.number,
            applicant=self.case.applicant_mark,
            requests=frozenset({plain(self.case.matter), self.case.request_mark}) - {""},
            outcome=proposal.outcome.code if proposal else "",
            facts=proposal.facts if proposal else None,
        )


def in_order(joined: Sequence[Joined]) -> list[Joined]:
    """Return the cases as the letter names them: by day of receipt, then by number (合并次序)."""
    return sorted(joined, key=lambda each: (each.case.received_on or each.case.arrived_on, each.case.pk))


def joint_facts(joined: Sequence[Joined], *, code: str) -> Facts:
    """Return what the joint letter says: the first case's answer, told to all and of all (合并答复事实)."""
    ordered = in_order(joined)
    told = [letter_facts(each.case, each.facts, each.events, code=code) for each in ordered]
    first, elements = told[0], dict(told[0].elements)
    for name in _OF_ONE_CASE:
        if len({facts.elements.get(name) for facts in told}) > 1:
            elements.pop(name, None)
    names = tuple(dict.fromkeys(facts.applicant for facts in told))
    return replace(
        first,
        applicant="、".join(names),
        address=first.address if len({each.case.applicant_mark for each in ordered}) == 1 else Address.PERSONS,
        request="”“".join(dict.fromkeys(facts.request for facts in told)),
        register_number="、".join(_numbered(facts, first) for facts in told),
        elements=elements,
    )


def _numbered(facts: Facts, first: Facts) -> str:
    if facts.received_on == first.received_on or facts.received_on is None:
        return facts.register_number
    return f"{facts.register_number}于{write_date(facts.received_on)}收到"
