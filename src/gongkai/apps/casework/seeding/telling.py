"""A story told into a ledger in memory: admitted, lettered, hashed and projected (台账成文)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from gongkai.apps.casework.act_letters import LetterOrder
from gongkai.apps.casework.complete_file import digest_of_list
from gongkai.apps.casework.file_proofs import WITHOUT_LETTER
from gongkai.apps.casework.hashing import canonical, digest_of, hash_of
from gongkai.apps.casework.ledger import APPLICANT, projection_of
from gongkai.apps.casework.models import Applicant, Case, CaseEvent, Letter, Note
from gongkai.apps.casework.seeding.letters import composed, orders_for
from gongkai.apps.casework.services.issuing import told as told_of_letter
from gongkai.apps.people.models import Officer
from gongkai.statute import procedure
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_facts import NOTHING, CaseFacts
from gongkai.statute.procedure import Calendars

_OPENING = time(9)
"""The hour at which invented officers write their first entry of a day, in the city's own time."""
_BY_APPLICANT = {ActKind.RECEIVED, ActKind.CORRECTED, ActKind.REASONS_GIVEN, ActKind.WITHDRAWN}
_NO_PAPERS = digest_of(canonical([]))


@dataclass(slots=True)
class Made:
    """A case with what hangs on it, before anything is written (待写入的申请件).

    ``serials`` are the numbers of its letters, in the order they go out; none where letters are left out.
    """

    case: Case
    applicant: Applicant
    handler: Officer
    acts: Sequence[Act]
    serials: Sequence[int] = ()
    events: list[CaseEvent] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def tell(made: Made, *, find_calendar: Calendars) -> None:
    """Admit every act, compose its letters, chain the events and project the facts upon the row (写入台账).

    Raises what the law refuses, and LetterIncomplete.
    """
    telling = _Telling(made, find_calendar)
    for act in made.acts:
        telling.add(act)
    for name, value in projection_of(telling.facts).items():
        setattr(made.case, name, value)
    made.case.last_seq = len(made.events)


class _Telling:
    """A ledger on its way."""

    def __init__(self, made: Made, find_calendar: Calendars) -> None:
        self.facts: CaseFacts = NOTHING
        self._made = made
        self._find_calendar = find_calendar
        self._serials = iter(made.serials)

    def add(self, act: Act) -> None:
        """Write an act, and after it the letters that go out with it; an answer is its letter."""
        orders = orders_for(act, channel=self._made.case.channel_code) if self._made.serials else ()
        if act.kind is ActKind.DECIDED:
            letters = [self._letter(order, act.on) for order in orders]
            self._write(self._answer(act, letters))
            return
        self._write(self._true(act))
        for order in orders:
            letter = self._letter(order, act.on)
            self._write(Act(ActKind.LETTER_ISSUED, act.on, told_of_letter(letter)))  # type: ignore[arg-type]

    def _answer(self, act: Act, letters: Sequence[Letter]) -> Act:
        told = [told_of_letter(letter) for letter in letters] or [{"number": WITHOUT_LETTER}]
        body = {"answering_body": self._made.case.agency.answering_body.name}
        return Act(act.kind, act.on, {**act.details, **told[0], **body})  # type: ignore[dict-item]

    def _true(self, act: Act) -> Act:
        """Return an act with the digests that follow from what was written, where a story only invents them."""
        case = self._made.case
        if act.kind is ActKind.CORRECTED:
            text = act.text("summary")
            self._made.notes.append(Note(seq=len(self._made.events) + 1, text=text))
            return Act(act.kind, act.on, {**act.details, "text_digest": digest_of(text)})
        if act.kind is ActKind.SEALED:
            return Act(act.kind, act.on, {"digest": _NO_PAPERS, "papers": 0})
        if act.kind is ActKind.ARCHIVED:
            letters = [(letter.number, letter.digest) for letter in self._made.letters]
            return Act(act.kind, act.on, {"digest": digest_of_list(case, papers=(), letters=letters)})
        return act

    def _letter(self, order: LetterOrder, on: date) -> Letter:
        made = self._made
        letter = composed(
            order,
            case=made.case,
            facts=self.facts,
            events=made.events,
            serial=next(self._serials),
            on=on,
            by=made.handler,
        )
        letter.issued_at = _moment(on, len(made.events) + 1)
        made.letters.append(letter)
        return letter

    def _write(self, act: Act) -> None:
        self.facts = procedure.admit(self.facts, act, calendars=self._find_calendar)
        made, seq = self._made, len(self._made.events) + 1
        by_applicant = act.kind in _BY_APPLICANT
        event = CaseEvent(
            seq=seq,
            kind_code=act.kind.code,
            on=act.on,
            recorded_at=_moment(act.on, seq),
            officer=None if by_applicant else made.handler,
            actor=APPLICANT.name if by_applicant else made.handler.name,
            details=procedure.told(act),
            previous_hash=made.case.last_hash,
        )
        event.hash = made.case.last_hash = hash_of(event, reference=made.case.reference)
        made.events.append(event)


def _moment(on: date, seq: int) -> datetime:
    return timezone.make_aware(datetime.combine(on, _OPENING) + timedelta(minutes=seq))
