"""A letter gets its number and its final words, within the turn of an officer (编号定稿)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from gongkai.apps.casework import lettering
from gongkai.apps.casework.acting import Turn
from gongkai.apps.casework.hashing import digest_of
from gongkai.apps.casework.models import Letter, NumberSeries
from gongkai.letters.elements import Value
from gongkai.letters.facts import Facts, letter_number
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019

LETTER_SERIES = "letter"
_REGISTER = REGULATION_2019.at("第四十五条")


def issue(
    taken: Turn,
    code: str,
    *,
    on: date,
    body: str | None = None,
    elements: Mapping[str, Value] | None = None,
    addressee: str = "",
    corrects: Letter | None = None,
) -> Letter:
    """Number a letter and fix its words; the turn's caller writes it into the ledger (编号定稿).

    Raises LetterIncomplete; ActRefused for an organ that has no prefix for its letters.
    """
    case, ledger = taken.ledger.case, taken.ledger
    facts = lettering.letter_facts(case, ledger.facts, ledger.events, code=code, elements=elements, addressee=addressee)
    return issue_composed(taken, code, facts, on=on, body=body, corrects=corrects)


def issue_composed(
    taken: Turn, code: str, facts: Facts, *, on: date, body: str | None = None, corrects: Letter | None = None
) -> Letter:
    """Number a letter whose facts were put together before, and fix its words (编号定稿).

    Raises what ``issue`` does.
    """
    case = taken.ledger.case
    prefix = case.agency.letter_prefix
    if not prefix:
        raise ActRefused(f"{case.agency.name}尚未设置机关代字，不能编发文字号", _REGISTER)
    serial = NumberSeries.take(agency=case.agency, year=on.year, series=LETTER_SERIES)
    number = letter_number(prefix, year=on.year, serial=serial)
    composed = lettering.finished(code, facts, number=number, dated_on=on, body=body)
    content = lettering.stored(composed)
    return Letter.objects.create(
        case=case,
        agency=case.agency,
        code=code,
        title=composed.title,
        series=LETTER_SERIES,
        number=number,
        year=on.year,
        serial=serial,
        content=content,
        digest=digest_of(content),
        issued_on=on,
        issued_at=timezone.now(),
        issued_by=taken.by,
        corrects=corrects,
    )


def told(letter: Letter) -> dict[str, object]:
    """Return what the ledger keeps of a letter (函件要素)."""
    return {"letter": letter.code, "number": letter.number, "digest": letter.digest}
