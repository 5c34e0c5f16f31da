"""What a decision rests on: the correction, others' opinions, the searches, as they stand on record (已有记录)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import LedgerView
from gongkai.apps.casework.told_events import Detail, details_of
from gongkai.statute.case_acts import ActKind

_TELLING = frozenset(
    {
        ActKind.CORRECTED,
        ActKind.REASONS_GIVEN,
        ActKind.SEARCHED,
        ActKind.THIRD_PARTY_ANSWERED,
        ActKind.THIRD_PARTY_TOLD,
        ActKind.ORGAN_ANSWERED,
    }
)

_JUDGING = frozenset({ActKind.PROPOSED, ActKind.REVIEW_PASSED, ActKind.APPROVED})


@dataclass(frozen=True, slots=True)
class Known:
    """One thing on record (记录). ``text`` is what was written in full, empty where the details say all."""

    label: str
    on: date
    details: tuple[Detail, ...] = ()
    text: str = ""


def known_so_far(case: Case, ledger: LedgerView, *, today: date) -> tuple[Known, ...]:
    """Return what is on record that a decision rests on, in the order it came; one query (已有记录)."""
    texts = {note.seq: note.text for note in case.notes.all()}
    return (*_told(ledger, texts), *_unanswered(ledger, today))


def corrections_of(ledger: LedgerView, texts: dict[int, str]) -> tuple[Known, ...]:
    """Return how the applicant corrected the application, in full (补正内容)."""
    corrected = (event for event in ledger.events if event.kind is ActKind.CORRECTED)
    return tuple(Known(event.kind.label, event.on, text=texts.get(event.seq, "")) for event in corrected)


def opinions_on_proposal(ledger: LedgerView) -> tuple[Known, ...]:
    """Return what was said to the standing proposal, by whoever made, reviewed or approved it (各环节意见)."""
    proposed = [number for number, event in enumerate(ledger.events) if event.kind is ActKind.PROPOSED]
    since = ledger.events[proposed[-1] :] if proposed else ()
    return tuple(
        Known(f"{event.kind.label}（{event.actor}）", event.on, text=event.details["opinion"])
        for event in since
        if event.kind in _JUDGING and event.details.get("opinion")
    )


def _told(ledger: LedgerView, texts: dict[int, str]) -> Iterator[Known]:
    for event in ledger.events:
        if event.kind in _TELLING:
            is_written = event.kind is ActKind.CORRECTED and event.seq in texts
            details = () if is_written else tuple(details_of(event.kind, event.details))
            yield Known(event.kind.label, event.on, details, texts[event.seq] if is_written else "")


def _unanswered(ledger: LedgerView, today: date) -> Iterator[Known]:
    """Yield whom the organ still waits for, or heard nothing from in time."""
    for asked in ledger.facts.clock.consultations if ledger.facts.clock else ():
        if asked.answered_on is None:
            due = f"{asked.limit.due:%Y-%m-%d}"
            told = f"尚未提出意见，期限至{due}" if today <= asked.limit.due else f"未在规定期限内（至{due}）提出意见"
            yield Known(f"征求{asked.who}意见", asked.asked_on, text=told)
