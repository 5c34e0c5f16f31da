"""Facts in, a checked letter out (函件的拟制).

A letter that lacks something required cannot be made: every way to a letter goes through the same checks.
"""

from __future__ import annotations

from gongkai.letters.checking import Lack, lacks_of, losses_of
from gongkai.letters.elements import Withheld
from gongkai.letters.facts import Facts
from gongkai.letters.filling import fill, written
from gongkai.letters.kinds import Addressee, LetterKind, kind_of
from gongkai.letters.legible import one_line, prose
from gongkai.letters.letter import Letter
from gongkai.letters.remedies import NOT_HEARD_BY_COURTS, RemedyClause, remedy_clause
from gongkai.letters.remedy_routes import RemedyRoute


class LetterIncomplete(Exception):  # noqa: N818  The name says what is the matter with the letter.
    """The letter lacks required elements, each named (函件要素不全)."""

    def __init__(self, kind: LetterKind, lacks: tuple[Lack, ...]) -> None:
        super().__init__(f"《{kind.title}》不能作出：{'；'.join(lack.message for lack in lacks)}")
        self.kind = kind
        self.lacks = lacks


def missing(code: str, facts: Facts) -> tuple[Lack, ...]:
    """Return everything required that a letter of this kind still lacks (缺项). Raises KeyError for an unknown kind."""
    return lacks_of(kind_of(code), facts)


def draft(code: str, facts: Facts) -> Letter:
    """Return a letter for review, without number, date and seal where these are not there yet (函件草稿).

    Raises LetterIncomplete for anything else that lacks, RuleNotInForce for a letter dated before 2024.
    """
    kind = kind_of(code)
    _require(kind, tuple(lack for lack in lacks_of(kind, facts) if not lack.at_issue))
    return _letter(kind, facts, _whole_body(kind, facts))


def compose(code: str, facts: Facts) -> Letter:
    """Return a letter that is ready to be issued (函件). Raises LetterIncomplete and RuleNotInForce."""
    kind = kind_of(code)
    _require(kind, lacks_of(kind, facts))
    return _letter(kind, facts, _whole_body(kind, facts))


def check_edited(code: str, facts: Facts, text: str) -> tuple[Lack, ...]:
    """Return what an officer's version of the body, a paragraph a line, has lost (修改后缺失的要素)."""
    kind = kind_of(code)
    return losses_of(kind, facts, clause=clause_of(kind, facts), text=text)


def draft_edited(code: str, facts: Facts, text: str) -> Letter:
    """Return a letter for review with an officer's version of the body (修改后的草稿). Raises LetterIncomplete."""
    kind = kind_of(code)
    lacks = tuple(lack for lack in lacks_of(kind, facts) if not lack.at_issue)
    _require(kind, lacks or check_edited(code, facts, text))
    return _letter(kind, facts, prose(text))


def compose_edited(code: str, facts: Facts, text: str) -> Letter:
    """Return a letter that is ready to be issued, with an officer's version of the body (修改后的函件).

    Raises LetterIncomplete where the facts lack something, or the text has lost something.
    """
    kind = kind_of(code)
    _require(kind, lacks_of(kind, facts) or check_edited(code, facts, text))
    return _letter(kind, facts, prose(text))


def clause_of(kind: LetterKind, facts: Facts) -> RemedyClause:
    """Return what this letter says of the remedies against it (救济告知).

    A draft without a date speaks by the latest law.
    """
    on = facts.dated_on or NOT_HEARD_BY_COURTS.versions[-1].in_force_on
    value = facts.value("withheld")
    withheld = tuple(item for item in value if isinstance(item, Withheld)) if isinstance(value, tuple) else ()
    route = _clean(facts.remedy or RemedyRoute())
    return remedy_clause(kind.remedy, route=route, on=on, you=facts.address.label, withheld=withheld)


def _clean(route: RemedyRoute) -> RemedyRoute:
    return RemedyRoute(tuple(map(one_line, route.organs)), one_line(route.court), one_line(route.online))


def _require(kind: LetterKind, lacks: tuple[Lack, ...]) -> None:
    if lacks:
        raise LetterIncomplete(kind, lacks)


def _whole_body(kind: LetterKind, facts: Facts) -> tuple[str, ...]:
    return (*fill(kind, facts), *clause_of(kind, facts).paragraphs)


def _letter(kind: LetterKind, facts: Facts, paragraphs: tuple[str, ...]) -> Letter:
    to_applicant = kind.addressee is Addressee.APPLICANT
    return Letter(
        code=kind.code,
        organ=one_line(facts.answering_body),
        number=one_line(facts.number),
        title=kind.title,
        addressee=one_line(facts.applicant if to_applicant else facts.addressee),
        paragraphs=paragraphs,
        attachments=_attachments(kind, facts),
        dated_on=facts.dated_on,
        note=one_line(facts.contact),
        seal=facts.seal,
    )


def _attachments(kind: LetterKind, facts: Facts) -> tuple[str, ...]:
    for element in kind.required:
        value = facts.value(element.code)
        if element.code == kind.attachments and value is not None:
            return written(element, value)
    return ()
