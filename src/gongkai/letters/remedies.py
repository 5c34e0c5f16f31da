"""What a letter says of the remedies against it, for each outcome (救济途径和期限的告知).

Refusals under Articles 14 to 16 go to reconsideration first, and the letter must say so (行政复议法第二十三条). Other
answers leave the choice. Some are no longer heard by courts (法释〔2025〕8号第十条): there the letter names
reconsideration alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.letters.citing import cite, name_of
from gongkai.letters.elements import Withheld
from gongkai.letters.kinds import Remedy, kind_of
from gongkai.letters.remedy_routes import RemedyRoute
from gongkai.statute.citations import Citation
from gongkai.statute.instruments import DISCLOSURE_SUITS, RECONSIDERATION_LAW
from gongkai.statute.remedy_terms import RECONSIDERATION_TERM, SUIT_AFTER_RECONSIDERATION_TERM, SUIT_TERM
from gongkai.statute.timelines import Timeline, Version

REVIEW_FIRST = Timeline("复议前置", (Version(True, RECONSIDERATION_LAW.at("第二十三条第一款第四项")),))
NOT_HEARD_BY_COURTS = Timeline("不受理的诉讼", (Version(True, DISCLOSURE_SUITS.at("第十条")),))


@dataclass(frozen=True, slots=True)
class RemedyClause:
    """The paragraphs that tell the remedies, and the provisions they rest on (救济告知). Empty for procedural letters.

    ``needs_court``: the clause names the court of a direct suit.
    """

    paragraphs: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    needs_court: bool = False


@dataclass(frozen=True, slots=True)
class _Wording:
    you: str
    route: RemedyRoute
    on: date

    @property
    def review_days(self) -> str:
        return f"{RECONSIDERATION_TERM.on(self.on).value}日"

    @property
    def suit_months(self) -> str:
        return f"{SUIT_TERM.on(self.on).value}个月"

    @property
    def suit_days(self) -> str:
        return f"{SUIT_AFTER_RECONSIDERATION_TERM.on(self.on).value}日"

    @property
    def organs(self) -> str:
        return "或者".join(self.route.organs)


def remedy_clause(
    remedy: Remedy, *, route: RemedyRoute, on: date, you: str = "你", withheld: tuple[Withheld, ...] = ()
) -> RemedyClause:
    """Return what a letter of the day ``on`` says of the remedies against it (救济告知).

    ``you`` is how the letter speaks to its reader. ``withheld`` are the parts refused by a partial disclosure. Raises
    RuleNotInForce before 2024: the law of reconsideration was another.
    """
    if remedy is Remedy.NONE:
        return RemedyClause()
    REVIEW_FIRST.on(on)
    wording = _Wording(you, route, on)
    if remedy is Remedy.PARTLY:
        return _partly(wording, withheld)
    if remedy is Remedy.REVIEW_ONLY and not _courts_turn_away(on):
        remedy = Remedy.DIRECT
    return _CLAUSES[remedy](wording)


def _review_first(wording: _Wording) -> RemedyClause:
    text = f"如不服本告知书，{_review_first_text(wording)}"
    return _with_online(wording, text, citations=(REVIEW_FIRST.on(wording.on).citation,), needs_court=False)


def _direct(wording: _Wording) -> RemedyClause:
    text = f"如不服本告知书，{_direct_text(wording)}"
    return _with_online(wording, text, citations=_direct_citations(wording), needs_court=True)


def _review_only(wording: _Wording) -> RemedyClause:
    text = f"如不服本告知书，{_review_text(wording)}。"
    citations = (RECONSIDERATION_TERM.on(wording.on).citation, NOT_HEARD_BY_COURTS.on(wording.on).citation)
    return _with_online(wording, text, citations=citations, needs_court=False)


_CLAUSES = {Remedy.REVIEW_FIRST: _review_first, Remedy.DIRECT: _direct, Remedy.REVIEW_ONLY: _review_only}


def _partly(wording: _Wording, withheld: tuple[Withheld, ...]) -> RemedyClause:
    """Tell the remedies part by part: what is withheld under Articles 14 to 16 goes to reconsideration first.

    A part for which courts no longer hear a suit has reconsideration alone, as a letter of its own would say.
    """
    first = _of(Remedy.REVIEW_FIRST, withheld)
    alone = _of(Remedy.REVIEW_ONLY, withheld) if _courts_turn_away(wording.on) else ()
    if not first and not alone:
        return _direct(wording)
    told, citations = [], _direct_citations(wording)
    if first:
        told.append(f"如不服本告知书中未予公开的{_which(first, withheld)}内容，{_review_first_text(wording)}")
        citations = (REVIEW_FIRST.on(wording.on).citation, *citations)
    if alone:
        told.append(f"如不服本告知书中未予公开的{_which(alone, withheld)}内容，{_review_text(wording)}。")
        citations = (*citations, NOT_HEARD_BY_COURTS.on(wording.on).citation)
    told.append(f"如不服本告知书的其他内容，{_direct_text(wording)}")
    return _with_online(wording, *told, citations=citations, needs_court=True)


def _of(remedy: Remedy, withheld: tuple[Withheld, ...]) -> tuple[int, ...]:
    """Return the numbers of the parts whose ground leaves this remedy, as the letter numbers them (所涉项次)."""
    return tuple(number for number, item in enumerate(withheld, 1) if kind_of(item.ground).remedy is remedy)


def _which(numbers: tuple[int, ...], withheld: tuple[Withheld, ...]) -> str:
    return "" if len(numbers) == len(withheld) else f"第{'、'.join(map(str, numbers))}项"


def _courts_turn_away(on: date) -> bool:
    """Whether the interpretation of 2025 applies; before it courts heard these suits as well (诉讼不予受理)."""
    return on >= NOT_HEARD_BY_COURTS.versions[0].in_force_on


def _review_first_text(wording: _Wording) -> str:
    return (
        f"{wording.you}应当自收到本告知书之日起{wording.review_days}内，先向{wording.organs}申请行政复议；"
        f"对行政复议决定不服的，可以自收到行政复议决定书之日起{wording.suit_days}内，依法向人民法院提起行政诉讼。"
        f"依据{cite((REVIEW_FIRST.on(wording.on).citation,))}的规定，未经行政复议，不能直接提起行政诉讼。"
    )


def _direct_text(wording: _Wording) -> str:
    return (
        f"{_review_text(wording)}，"
        f"也可以自收到本告知书之日起{wording.suit_months}内，直接向{wording.route.court}提起行政诉讼。"
    )


def _review_text(wording: _Wording) -> str:
    return f"{wording.you}可以自收到本告知书之日起{wording.review_days}内，向{wording.organs}申请行政复议"


def _direct_citations(wording: _Wording) -> tuple[Citation, ...]:
    return (RECONSIDERATION_TERM.on(wording.on).citation, SUIT_TERM.on(wording.on).citation)


def _with_online(wording: _Wording, *told: str, citations: tuple[Citation, ...], needs_court: bool) -> RemedyClause:
    online = wording.route.online
    if not online:
        return RemedyClause(told, citations, needs_court)
    law = name_of(RECONSIDERATION_LAW)
    also = f"依据{law}第二十二条的规定，行政复议申请书可以通过互联网渠道提交：{online}。"
    return RemedyClause((*told, also), (*citations, RECONSIDERATION_LAW.at("第二十二条")), needs_court)
