"""The answer goes out: letter numbered and fixed, evidence sealed, delivery recorded (作出和送达答复)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.casework.acting import Turn, turn
from gongkai.apps.casework.hashing import canonical, digest_of
from gongkai.apps.casework.models import Case, Letter
from gongkai.apps.casework.services.issuing import issue, told
from gongkai.apps.people.models import Officer
from gongkai.letters.elements import Value
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind
from gongkai.statute.delivery import DeliveryWay, answered_day
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019

_REGISTER = REGULATION_2019.at("第四十五条")


@transaction.atomic
def decide(*, case: Case, by: Officer, seen: int, on: date, today: date, body: str | None = None) -> Case:
    """Issue the answer that was approved: give it its number, fix its words, seal the evidence (作出答复).

    ``body`` is an officer's version of the text. Raises LetterIncomplete where a required element lacks.
    """
    taken = turn(ActKind.DECIDED, case=case, by=by, seen=seen, today=today)
    facts = taken.ledger.facts
    procedure.ensure(facts, ActKind.DECIDED, on=on)
    if facts.proposal is None:
        raise ActRefused("没有已批准的拟办意见", _REGISTER)
    letter = issue(taken, facts.proposal.outcome.letter, on=on, body=body)
    details = {**told(letter), "outcome": facts.proposal.outcome.code, "answering_body": answering_body(case)}
    taken.append(ActKind.DECIDED, on=on, details=details)
    seal(taken, on)
    return taken.ledger.case


@transaction.atomic
def send_letter(
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: date,
    today: date,
    code: str,
    elements: Mapping[str, Value],
    addressee: str = "",
    body: str | None = None,
    corrects: Letter | None = None,
) -> Case:
    """Send a letter of the procedure, or one that corrects an earlier one (发出函件).

    ``elements`` is what the case does not know by itself. Raises LetterIncomplete, KeyError for an unknown code.
    """
    taken = turn(ActKind.LETTER_ISSUED, case=case, by=by, seen=seen, today=today)
    letter = issue(taken, code, on=on, body=body, elements=elements, addressee=addressee, corrects=corrects)
    taken.append(ActKind.LETTER_ISSUED, on=on, details=told(letter))
    return taken.ledger.case


@transaction.atomic
def deliver(
    *,
    case: Case,
    by: Officer,
    seen: int,
    today: date,
    way: DeliveryWay,
    sent_on: date,
    proof: str,
    signed_on: date | None = None,
) -> Case:
    """Note how and when the answer reached the applicant; the day that counts follows from the way (送达)."""
    taken = turn(ActKind.DELIVERED, case=case, by=by, seen=seen, today=today)
    _note_delivery(taken, way=way, sent_on=sent_on, proof=proof, signed_on=signed_on)
    return taken.ledger.case


@transaction.atomic
def deliver_together(
    *,
    cases: Mapping[Case, int],
    by: Officer,
    today: date,
    way: DeliveryWay,
    sent_on: date,
    proof: str,
    signed_on: date | None = None,
) -> tuple[Case, ...]:
    """Note that one letter reached one applicant in several applications: for all of them or for none (一并送达).

    ``cases`` maps each to the last event seen. Raises what ``deliver`` does, ActRefused for answers that are not in
    one letter or not to one applicant.
    """
    ordered = sorted(cases.items(), key=lambda each: each[0].pk)
    turns = [turn(ActKind.DELIVERED, case=case, by=by, seen=seen, today=today) for case, seen in ordered]
    _require_one_letter(turns)
    for taken in turns:
        _note_delivery(taken, way=way, sent_on=sent_on, proof=proof, signed_on=signed_on)
    return tuple(taken.ledger.case for taken in turns)


def _note_delivery(taken: Turn, *, way: DeliveryWay, sent_on: date, proof: str, signed_on: date | None) -> None:
    counted = answered_day(way, sent_on=sent_on, signed_on=signed_on)
    details = {"way": way.code, "sent_on": sent_on, "signed_on": signed_on, "proof": proof}
    taken.append(ActKind.DELIVERED, on=counted, details=details)


def _require_one_letter(turns: Sequence[Turn]) -> None:
    """Refuse to note one delivery for several letters or several applicants."""
    if len(turns) < 2:
        return
    cases = [taken.ledger.case for taken in turns]
    letters = {_answer_of(taken) for taken in turns}
    if len(letters) > 1 or "" in letters or len({case.agency_id for case in cases}) > 1:
        raise ActRefused("所选的申请不是同一份答复书答复的，不能一并登记送达", _REGISTER)
    marks = {case.applicant_mark for case in cases}
    if len(marks) > 1 or "" in marks:
        raise ActRefused("所选的申请不是同一申请人提出的，应当分别送达、分别登记", _REGISTER)


def _answer_of(taken: Turn) -> str:
    """Return the number of the letter that answered a case last, empty where none did."""
    decided = next((event for event in reversed(taken.ledger.events) if event.kind is ActKind.DECIDED), None)
    return str(decided.details.get("number", "")) if decided else ""


def answering_body(case: Case) -> str:
    """Return the name of the organ in whose name the answer is given (答复主体)."""
    return case.agency.answering_body.name


def seal(taken: Turn, on: date) -> None:
    """Close the first part of the file: what is not in it now was not there when the answer went out (封存证据)."""
    papers = list(taken.ledger.case.documents.filter(part=1).order_by("pk"))
    listed = [[paper.pk, paper.digest, paper.shown_name, paper.evidence] for paper in papers]
    taken.ledger.case.documents.filter(part=1, sealed_at=None).update(sealed_at=timezone.now())
    taken.append(ActKind.SEALED, on=on, details={"digest": digest_of(canonical(listed)), "papers": len(papers)})
