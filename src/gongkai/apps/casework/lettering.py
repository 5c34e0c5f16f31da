"""From what the ledger knows to the letter that says it (拟制函件)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from gongkai.apps.agencies.selectors import remedy_settings
from gongkai.apps.casework.letter_elements import known_elements, of_proposal
from gongkai.apps.casework.models import Case, CaseEvent, Letter
from gongkai.letters import composing
from gongkai.letters.elements import Value
from gongkai.letters.facts import Address, Facts, Seal
from gongkai.letters.letter import Letter as ComposedLetter
from gongkai.letters.remedy_routes import RemedyRoute
from gongkai.statute.case_facts import CaseFacts
from gongkai.statute.delivery import DeliveryWay

_ONLINE_WAYS = ("online", "email")
_SEALS = {seal.code: seal for seal in Seal}


def letter_facts(
    case: Case,
    facts: CaseFacts,
    events: Sequence[CaseEvent],
    *,
    code: str,
    elements: Mapping[str, Value] | None = None,
    addressee: str = "",
) -> Facts:
    """Return what a letter of this case can say so far: everything but number, date and seal (函件事实).

    ``elements`` told by an officer stand before what the ledger knows. Two queries at most, none for loaded records.
    """
    settings = remedy_settings(case.agency)
    of_outcome = of_proposal(code, facts) if facts.proposal and facts.proposal.outcome.letter == code else {}
    return Facts(
        answering_body=settings.answering_body.name,
        applicant=case.applicant.name,
        request=_request_of(case, facts),
        received_on=facts.clock.receipt.on if facts.clock else None,
        register_number=case.number,
        addressee=addressee,
        address=Address.ORGAN if addressee else Address.PERSON if case.applicant.is_person else Address.ORGANISATION,
        served_by=DeliveryWay.ELECTRONIC if case.wanted_way in _ONLINE_WAYS else None,
        remedy=RemedyRoute((settings.reconsideration_organ,), settings.court, settings.reconsideration_online),
        contact=f"联系电话：{case.agency.phone}" if case.agency.phone else "",
        elements={**known_elements(code, case, facts, events), **of_outcome, **(elements or {})},
    )


def draft(code: str, facts: Facts, *, body: str | None = None) -> ComposedLetter:
    """Return the letter for review, with an officer's version of the body where there is one (草稿).

    Raises LetterIncomplete.
    """
    return composing.draft(code, facts) if body is None else composing.draft_edited(code, facts, body)


def finished(code: str, facts: Facts, *, number: str, dated_on: date, body: str | None = None) -> ComposedLetter:
    """Return the letter as it goes out (定稿). Raises LetterIncomplete."""
    told = {name: getattr(facts, name) for name in Facts.__dataclass_fields__}
    whole = Facts(**{**told, "number": number, "dated_on": dated_on, "seal": Seal.STAMPED})
    return composing.compose(code, whole) if body is None else composing.compose_edited(code, whole, body)


def stored(letter: ComposedLetter) -> str:
    """Write a letter as JSON, to be kept (函件存档)."""
    told = asdict(letter)
    told["dated_on"] = letter.dated_on.isoformat() if letter.dated_on else None
    told["seal"] = letter.seal.code if letter.seal else None
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def restored(record: Letter) -> ComposedLetter:
    """Return a letter as it was issued, ready for the DOCX or PDF writer (取出函件)."""
    told = json.loads(record.content)
    told["dated_on"] = date.fromisoformat(told["dated_on"]) if told["dated_on"] else None
    told["seal"] = _SEALS.get(told["seal"])
    told["paragraphs"], told["attachments"] = tuple(told["paragraphs"]), tuple(told["attachments"])
    return ComposedLetter(**told)


def _request_of(case: Case, facts: CaseFacts) -> str:
    if facts.item:
        return facts.item
    number = f"（{case.document_number}）" if case.document_number else ""
    return f"{case.title}{number}"
