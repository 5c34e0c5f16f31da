"""A case as its applicant is told of it (办理进度).

Nothing of the work inside the organ shows here, nor who else was asked, nor an answer before it is delivered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from math import inf

from gongkai.apps.casework.models import Case, CaseEvent, Document, EvidenceKind, Letter
from gongkai.apps.casework.selectors import LedgerView, ledger_of
from gongkai.letters.kinds import Addressee, kind_of
from gongkai.portal.application.application_form import WAYS
from gongkai.portal.own_case.case_words import ACTS, STAGES, Wording
from gongkai.portal.own_case.own_acts import OwnAct, possible_acts
from gongkai.portal.own_case.sent_words import Sent, papers_sent, sent_by
from gongkai.statute.case_acts import ActGroup, ActKind
from gongkai.statute.case_stages import Stage
from gongkai.statute.clock_steps import Step
from gongkai.statute.consultations import Consulted

_WAYS = dict(WAYS)
_ASKED_BY = {
    Stage.AWAITING_CORRECTION: ActKind.CORRECTION_ASKED,
    Stage.AWAITING_REASONS: ActKind.REASONS_ASKED,
    Stage.AWAITING_PAYMENT: ActKind.FEE_NOTIFIED,
}
_ANSWERED_BY = {
    Stage.AWAITING_CORRECTION: ActKind.CORRECTED,
    Stage.AWAITING_REASONS: ActKind.REASONS_GIVEN,
    Stage.AWAITING_PAYMENT: ActKind.PAYMENT_REPORTED,
}
_OTHERS = {Consulted.THIRD_PARTY: "第三方"}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, in plain words (经过)."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """All that an applicant is told (进度说明).

    ``asked`` is what the organ waits for, ``wanted`` the form and the way of the answer. ``why`` derives the day by
    which an answer is due.
    """

    standing: Wording
    asked: tuple[str, ...]
    wanted: str
    due_on: date | None
    awaited_until: date | None
    is_provisional: bool
    why: tuple[Step, ...]
    story: tuple[Happening, ...]
    letters: tuple[Letter, ...]
    given: tuple[Document, ...]
    sent: tuple[Sent, ...]
    papers_sent: tuple[Document, ...]
    acts: tuple[OwnAct, ...]
    kindred: tuple[Case, ...]
    is_joint: bool


def tell(case: Case, *, today: date) -> Told:
    """Return what the applicant of a case is told (进度说明)."""
    view = ledger_of(case)
    return Told(
        standing=STAGES[case.stage],
        asked=tuple(_asked(case.stage, view.events)),
        wanted=wanted_by(case),
        due_on=case.due_on if case.is_open else None,
        awaited_until=_awaited_until(case, view),
        is_provisional=case.is_provisional,
        why=tuple(_without_names(view)) if case.is_open else (),
        story=tuple(story_of(view.events)),
        letters=letters_for_applicant(case, view.events),
        given=papers_for_applicant(case, view.events),
        sent=sent_by(case, view.events),
        papers_sent=papers_sent(case),
        acts=possible_acts(view.possibilities(today)),
        kindred=tuple(kindred_of(case)),
        is_joint=_is_joint(view.events),
    )


def kindred_of(case: Case) -> Iterator[Case]:
    """Yield the applicant's other cases that were one application with this one (拆分的各件)."""
    if case.split_from is not None:
        yield case.split_from
    yield from case.parts.order_by("pk")


def asked_of(case: Case, *, by: ActKind) -> tuple[str, ...]:
    """Return what the applicant was asked, where the act ``by`` answers it (要求的事项)."""
    is_answer = _ANSWERED_BY.get(case.stage) is by
    return tuple(_asked(case.stage, ledger_of(case).events)) if is_answer else ()


def wanted_by(case: Case) -> str:
    """Return in which form and by which way the applicant wants the answer (形式和途径)."""
    return "，".join(filter(None, (case.get_wanted_form_display(), _WAYS.get(case.wanted_way))))


def story_of(events: Sequence[CaseEvent]) -> Iterator[Happening]:
    """Yield what happened, the latest first (办理经过)."""
    for event in reversed(events):
        if event.kind in ACTS:
            yield Happening(event.on, ACTS[event.kind])


def letters_for_applicant(case: Case, events: Sequence[CaseEvent]) -> tuple[Letter, ...]:
    """Return the letters written to the applicant, an answer only once it is delivered (送达的函件)."""
    awaited, fallen = _undelivered(events)
    letters = Letter.of(case.pk).order_by("-id")
    return tuple(each for each in letters if _is_for_applicant(each) and each.number not in awaited | fallen)


def papers_for_applicant(case: Case, events: Sequence[CaseEvent]) -> tuple[Document, ...]:
    """Return what was given with the answers that were delivered (提供的材料)."""
    if not any(event.kind is ActKind.DELIVERED for event in events):
        return ()
    papers = Document.objects.filter(case=case, evidence=EvidenceKind.GIVEN).order_by("id")
    held_back = _held_back(events)
    return tuple(paper for paper in papers if paper.pk not in held_back)


def _awaited_until(case: Case, view: LedgerView) -> date | None:
    """Return until when the organ waits for the applicant. For reasons no clock runs: the organ set the day itself."""
    if case.stage is Stage.AWAITING_REASONS and view.facts.explanation is not None:
        return view.facts.explanation.due
    return case.awaited_until if STAGES[case.stage].is_with_applicant else None


def _asked(stage: Stage, events: Sequence[CaseEvent]) -> Iterator[str]:
    kind = _ASKED_BY.get(stage)
    event = next((event for event in reversed(events) if event.kind is kind), None)
    if event is None:
        return
    yield from event.details.get("items", ())
    yield from (str(event.details[name]) for name in ("reason", "question") if event.details.get(name))
    if "yuan" in event.details:
        yield f"信息处理费 {event.details['yuan']} 元"


def _is_for_applicant(letter: Letter) -> bool:
    return kind_of(letter.code).addressee is Addressee.APPLICANT


def _undelivered(events: Sequence[CaseEvent]) -> tuple[set[str], set[str]]:
    """Return the numbers of answers on their way, and of those that another answer took the place of."""
    awaited: set[str] = set()
    fallen: set[str] = set()
    for event in events:
        if event.kind is ActKind.DECIDED:
            fallen |= awaited
            awaited = {str(event.details.get("number", ""))}
        elif event.kind is ActKind.DELIVERED:
            awaited = set()
    return awaited, fallen


def _held_back(events: Sequence[CaseEvent]) -> set[int]:
    """Return the papers that are not to be handed over now.

    What lay in the file when a court stopped the disclosure stays out while the court's word stands. What came into
    it since the case was taken up again goes with the new answer, and waits until that is delivered.
    """
    stopped, anew = _stopped_at(events), _anew_from(events)
    filed = (event for event in events if event.kind is ActKind.DOCUMENT_ATTACHED)
    return {int(event.details["document"]) for event in filed if event.seq < stopped or event.seq > anew}


def _stopped_at(events: Sequence[CaseEvent]) -> int:
    """Return the place of the court's word that stands, 0 where none does."""
    last = next((event for event in reversed(events) if event.kind.group is ActGroup.STAY), None)
    return 0 if last is None or last.kind is ActKind.STAY_LIFTED else last.seq


def _anew_from(events: Sequence[CaseEvent]) -> float:
    """Return where the work on an answer that is not delivered yet began again, beyond every place where none is."""
    since = takewhile(lambda event: event.kind is not ActKind.DELIVERED, reversed(events))
    return min((event.seq for event in since if event.kind is ActKind.REOPENED), default=inf)


def _is_joint(events: Sequence[CaseEvent]) -> bool:
    """Whether the answer that was delivered last answers other applications too."""
    decided = next((event for event in reversed(events) if event.kind is ActKind.DECIDED), None)
    return decided is not None and bool(decided.details.get("together")) and not _undelivered(events)[0]


def _without_names(view: LedgerView) -> Iterator[Step]:
    """Yield the derivation of the due day with the names of those consulted left out."""
    if view.clock is None or view.facts.clock is None:
        return
    names = {asked.who: _OTHERS.get(asked.consulted, "其他机关") for asked in view.facts.clock.consultations}
    for step in view.clock.trace:
        text = step.text
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(name, names[name])
        yield Step(step.on, text, step.citation)
