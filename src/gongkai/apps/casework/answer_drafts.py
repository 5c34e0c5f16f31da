"""The answer of a case before it is issued: composed from the facts, or as an officer changed it (答复书草稿)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.apps.casework.lettering import draft, letter_facts
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.letters.composing import LetterIncomplete
from gongkai.letters.facts import Facts
from gongkai.letters.legible import prose
from gongkai.letters.letter import Letter
from gongkai.statute.case_facts import CaseFacts

ANSWER = "answer"
"""What its draft is kept as."""


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """The answer so far (答复书草稿).

    ``letter`` is None where it cannot be composed; ``lacks`` says why, in Chinese. ``body`` is the officer's version of
    the text, None where there is none; ``composed_text`` is the text as composed. A version that lacks something is
    shown as it is, so that nobody reads another text than the one kept.
    """

    label: str = ""
    letter: Letter | None = None
    body: str | None = None
    composed_text: str = ""
    lacks: tuple[str, ...] = ()
    is_approved: bool = False

    @property
    def gives(self) -> bool:
        """Whether it goes to the applicant with information (是否提供政府信息)."""
        return self.letter is not None and self.letter.code in ("granted.provided", "partly_granted")

    @property
    def may_edit(self) -> bool:
        """Whether its words may still be changed: until it is approved (可否修改)."""
        return bool(self.label) and not self.is_approved


def draft_of(case: Case, known: CaseFacts, events: Sequence[CaseEvent]) -> AnswerDraft:
    """Return the answer that the standing proposal leads to (拟制答复书)."""
    proposal = known.proposal
    if proposal is None:
        return AnswerDraft()
    code = proposal.outcome.letter
    facts = letter_facts(case, known, events, code=code)
    kept = case.drafts.filter(purpose=ANSWER).first()
    body = kept.content if kept else None
    try:
        composed = draft(code, facts)
    except LetterIncomplete as lack:
        told = tuple(each.message for each in lack.lacks)
        return AnswerDraft(proposal.outcome.label, None, body, "", told, proposal.is_approved)
    letter, lacks = _as_edited(code, facts, composed, body)
    return AnswerDraft(proposal.outcome.label, letter, body, composed.body_text, lacks, proposal.is_approved)


def _as_edited(code: str, facts: Facts, composed: Letter, body: str | None) -> tuple[Letter, tuple[str, ...]]:
    """Return the letter with an officer's version of the body, and what that version has lost."""
    if body is None:
        return composed, ()
    try:
        return draft(code, facts, body=body), ()
    except LetterIncomplete as lack:
        return replace(composed, paragraphs=prose(body)), tuple(each.message for each in lack.lacks)


def require_complete(case: Case, known: CaseFacts, events: Sequence[CaseEvent]) -> None:
    """Refuse to judge an answer that could not be issued (核对答复书要素). Raises LetterIncomplete.

    After approval its words cannot be mended any more.
    """
    proposal = known.proposal
    if proposal is None:
        return
    kept = case.drafts.filter(purpose=ANSWER).first()
    code = proposal.outcome.letter
    draft(code, letter_facts(case, known, events, code=code), body=kept.content if kept else None)
