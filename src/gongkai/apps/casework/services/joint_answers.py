"""One letter answers several applications: for all of them, or for none (合并答复)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.apps.casework import filing_papers
from gongkai.apps.casework.acting import Turn, turn
from gongkai.apps.casework.filing_papers import fetch
from gongkai.apps.casework.joint_letters import Joined, in_order, joint_facts
from gongkai.apps.casework.ledger import author_of
from gongkai.apps.casework.models import Case, EvidenceKind, JointAnswer
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.services.decision import answering_body, seal
from gongkai.apps.casework.services.issuing import issue_composed, told
from gongkai.apps.people.models import Officer
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind
from gongkai.statute.errors import ActRefused
from gongkai.statute.joint_answers import JOINT, require_joint


@transaction.atomic
def decide_together(
    *, cases: Mapping[Case, int], by: Officer, on: date, today: date, body: str | None = None
) -> tuple[Case, ...]:
    """Issue one answer to several applications; ``cases`` maps each to the last event seen (合并答复).

    What was approved has to be the same for all. Each ledger records the letter and the others, each file is sealed.
    Raises ActRefused with the number of the application that stands in the way, LetterIncomplete, CaseMovedError,
    PermissionDenied; then nothing was issued.
    """
    # Locked in one order, whoever asks: two officers cannot wait for each other.
    chosen = sorted(cases, key=lambda case: case.pk)
    turns = [turn(ActKind.DECIDED, case=case, by=by, seen=cases[case], today=today) for case in chosen]
    if len({each.ledger.case.agency_id for each in turns}) != 1:
        raise ActRefused("不同机关的申请不能合并答复", JOINT)
    for each in turns:
        _ensure(each, on)
    joined = in_order([Joined(each.ledger.case, each.ledger.facts, each.ledger.events) for each in turns])
    require_joint([each.answerable for each in joined])
    _issue(turns, joined, on=on, today=today, body=body)
    return tuple(each.ledger.case for each in turns)


def _ensure(taken: Turn, on: date) -> None:
    """Refuse where one of them may not be answered, and say which."""
    try:
        procedure.ensure(taken.ledger.facts, ActKind.DECIDED, on=on)
    except ActRefused as refusal:
        raise ActRefused(f"{taken.ledger.case.number}：{refusal.message}", refusal.citation) from refusal


def _issue(turns: list[Turn], joined: list[Joined], *, on: date, today: date, body: str | None) -> None:
    proposal = joined[0].facts.proposal
    if proposal is None:
        raise ActRefused("没有已批准的拟办意见", JOINT)
    by_case = {each.ledger.case.pk: each for each in turns}
    first = by_case[joined[0].case.pk]
    code = proposal.outcome.letter
    letter = issue_composed(first, code, joint_facts(joined, code=code), on=on, body=body)
    for taken in turns:
        case = taken.ledger.case
        if taken is not first:
            JointAnswer(letter=letter, case=case).save(force_insert=True)
            _share_given(first, taken, on=on, today=today)
        others = [each.case.reference for each in joined if each.case.pk != case.pk]
        details = {**told(letter), "outcome": proposal.outcome.code, "answering_body": answering_body(case)}
        taken.append(ActKind.DECIDED, on=on, details={**details, "together": others})
        seal(taken, on)


def _share_given(first: Turn, other: Turn, *, on: date, today: date) -> None:
    """Put what is given with the letter into a file that does not hold it yet."""
    held = set(other.ledger.case.documents.values_list("digest", flat=True))
    given = first.ledger.case.documents.filter(evidence=EvidenceKind.GIVEN).order_by("pk")
    papers = [Paper(paper.shown_name, fetch(paper)) for paper in given if paper.digest not in held]
    filing_papers.put(other.ledger, papers, evidence=EvidenceKind.GIVEN, author=author_of(other.by), on=on, today=today)
