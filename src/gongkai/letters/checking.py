"""What a letter still lacks, and what an officer's version of it has lost (函件核对).

The ten elements of every answer: 标题、文号、申请人、申请事实、法律依据、处理决定、复议诉讼的权利和期限、答复主体、
答复日期、印章. Title, basis and decision come with the kind of letter; the others are looked for in the facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from gongkai.letters.citing import name_of
from gongkai.letters.elements import Element, Shape, Withheld, fault_of, is_blank
from gongkai.letters.facts import Facts
from gongkai.letters.filling import fill, written
from gongkai.letters.kinds import LETTER_KINDS, Addressee, LetterKind, Remedy
from gongkai.letters.remedies import RemedyClause
from gongkai.letters.remedy_routes import RemedyRoute
from gongkai.statute.delivery import DeliveryWay

_EXACT = frozenset({Shape.DATE, Shape.COUNT, Shape.YUAN, Shape.CHOICE, Shape.CHOICES, Shape.PROVISION})
_ALWAYS_EXACT = frozenset({"register_number", "earlier_number", "notice_number"})
_ARTICLE = re.compile(r"第[一二三四五六七八九十百]+条")
_BLANKS = re.compile(r"[_＿]{2,}|[×Ｘ]{2,}|\{\w+\}")
_LETTER_DAY = "dated_on"
_FOLLOWING = (
    ("volume_from", "volume_to", "统计起始日", "统计起始日晚于统计截止日"),
    ("published_on", _LETTER_DAY, "公开日期", "公开日期晚于答复日期，该政府信息还没有主动公开"),
    (_LETTER_DAY, "to_publish_on", "公开时间", "公开时间早于答复日期，应当告知已经主动公开"),
)
"""Days of which the first may not lie after the second, with what to say where it does."""
_SPACE = re.compile(r"\s+")
_LEAST_KEPT = 0.5


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a letter lacks (缺项). ``at_issue``: it comes only when the letter is issued.

    ``code`` is an element's code, or one of ``number``, ``dated_on``, ``seal``, ``answering_body``, ``addressee``,
    ``remedy.organs``, ``remedy.court``, ``remedy.online``, ``articles``, ``blank``.
    """

    code: str
    label: str
    message: str
    at_issue: bool = False


def lacks_of(kind: LetterKind, facts: Facts) -> tuple[Lack, ...]:
    """Return everything required that the facts lack, in the order of the letter (缺项)."""
    return (*_frame(kind, facts), *_elements(kind, facts), *_order(facts), *_remedy(kind, facts), *_issue(facts))


def losses_of(kind: LetterKind, facts: Facts, *, clause: RemedyClause, text: str) -> tuple[Lack, ...]:
    """Return what an edited body has lost of that which must be in it (修改后缺失的要素).

    Dates, numbers, amounts, provisions and the remedy clause must stand as they were, also where the letter could have
    done without; freer text that is required must keep half of its words. A provision of the regulation that the letter
    does not rest on is reported too, and so is a blank.
    """
    squeezed = _squeeze(text)
    return (
        *_lost_articles(kind, facts, squeezed),
        *_lost_elements(kind, facts, squeezed),
        *_lost_clause(clause, squeezed),
        *_strange_articles(kind, facts, clause, squeezed),
        *_blanks(facts, squeezed),
    )


def _frame(kind: LetterKind, facts: Facts) -> Iterator[Lack]:
    if is_blank(facts.answering_body):
        yield _absent("answering_body", "答复主体")
    if kind.addressee is not Addressee.APPLICANT and is_blank(facts.addressee):
        yield _absent("addressee", f"收件方（{kind.addressee.label}）")


def _elements(kind: LetterKind, facts: Facts) -> Iterator[Lack]:
    for element in kind.required:
        value = facts.value(element.code)
        if value is None or is_blank(value):
            yield _absent(element.code, element.label)
    for element in (*kind.required, *kind.optional):
        value = facts.value(element.code)
        if value is None or is_blank(value):
            continue
        fault = fault_of(element, value) or _fault_of_parts(element, value)
        if fault:
            yield Lack(element.code, element.label, fault)


def _fault_of_parts(element: Element, value: object) -> str:
    if element.shape is not Shape.WITHHELD or not isinstance(value, tuple):
        return ""
    parts: list[Withheld] = [item for item in value if isinstance(item, Withheld)]
    return "" if all(map(_is_whole, parts)) else "每一项不予公开的部分都应当写明内容、情形和理由"


def _is_part(part: object) -> TypeGuard[Withheld]:
    return isinstance(part, Withheld)


def _is_whole(part: Withheld) -> bool:
    ground = LETTER_KINDS.get(part.ground)
    return bool(part.part.strip() and part.reason.strip() and ground and ground.ground)


def _order(facts: Facts) -> Iterator[Lack]:
    if facts.dated_on and facts.received_on and facts.dated_on < facts.received_on:
        yield Lack("dated_on", "答复日期", "答复日期早于收到申请之日")
    for earlier, later, label, message in _FOLLOWING:
        first, second = _day(facts, earlier), _day(facts, later)
        if first and second and first > second:
            yield Lack(later if earlier == _LETTER_DAY else earlier, label, message)


def _day(facts: Facts, code: str) -> date | None:
    value = facts.dated_on if code == _LETTER_DAY else facts.value(code)
    return value if isinstance(value, date) else None


def _remedy(kind: LetterKind, facts: Facts) -> Iterator[Lack]:
    if kind.remedy is Remedy.NONE:
        return
    route = facts.remedy or RemedyRoute()
    if not route.organs or any(is_blank(organ) for organ in route.organs):
        yield _absent("remedy.organs", "复议诉讼的权利和期限（行政复议机关）")
    if kind.remedy in (Remedy.DIRECT, Remedy.PARTLY) and is_blank(route.court):
        yield _absent("remedy.court", "复议诉讼的权利和期限（管辖法院）")
    if facts.served_by is DeliveryWay.ELECTRONIC and is_blank(route.online):
        # 行政复议法第二十二条: what is served over the internet names the way to ask for reconsideration there.
        yield _absent("remedy.online", "复议诉讼的权利和期限（提交行政复议申请书的互联网渠道）")


def _issue(facts: Facts) -> Iterator[Lack]:
    if is_blank(facts.number):
        yield _absent("number", "文号", at_issue=True)
    if facts.dated_on is None:
        yield _absent("dated_on", "答复日期", at_issue=True)
    if facts.seal is None:
        yield _absent("seal", "印章", at_issue=True)


def _absent(code: str, label: str, *, at_issue: bool = False) -> Lack:
    return Lack(code, label, f"缺少{label}", at_issue)


def _lost_articles(kind: LetterKind, facts: Facts, text: str) -> Iterator[Lack]:
    parts = facts.value("withheld")
    grounds = [LETTER_KINDS[part.ground] for part in (parts if isinstance(parts, tuple) else ()) if _is_part(part)]
    for citation in dict.fromkeys(citation for one in (kind, *grounds) for citation in one.articles):
        lost = [piece for piece in (name_of(citation.instrument), citation.provision) if _squeeze(piece) not in text]
        if lost:
            yield Lack("articles", "法律依据", f"正文中缺少法律依据：{''.join(lost)}")


def _lost_elements(kind: LetterKind, facts: Facts, text: str) -> Iterator[Lack]:
    ours = _squeeze("".join(fill(kind, facts)))
    for element in (*kind.required, *kind.optional):
        value = facts.value(element.code)
        if value is None or element.code == "applicant":
            continue
        exact = element.shape in _EXACT or element.code in _ALWAYS_EXACT
        if not exact and element in kind.optional:
            continue
        pieces = tuple(map(_squeeze, written(element, value)))
        if exact and any(text.count(piece) < ours.count(piece) for piece in pieces):
            yield Lack(element.code, element.label, f"正文中“{element.label}”与登记的内容不一致")
        if not exact and any(_kept(piece, text) < _LEAST_KEPT for piece in pieces):
            yield Lack(element.code, element.label, f"正文中“{element.label}”被删除或者改动过大，请先修改该要素")


def _lost_clause(clause: RemedyClause, text: str) -> Iterator[Lack]:
    if any(_squeeze(paragraph) not in text for paragraph in clause.paragraphs):
        yield Lack("remedy", "复议诉讼的权利和期限", "正文中救济途径和期限的告知被删除或者改动")


def _strange_articles(kind: LetterKind, facts: Facts, clause: RemedyClause, text: str) -> Iterator[Lack]:
    ours = _squeeze("".join((*fill(kind, facts), *clause.paragraphs)))
    strange = sorted(set(_ARTICLE.findall(text)) - set(_ARTICLE.findall(ours)))
    if strange:
        yield Lack("articles", "法律依据", f"正文引用了与处理决定不相对应的条款：{'、'.join(strange)}")


def _blanks(facts: Facts, text: str) -> Iterator[Lack]:
    # The applicant's own words may hold such signs, and stay as they are.
    if _BLANKS.search(text.replace(_squeeze(facts.request), "")):
        yield Lack("blank", "未填写的空白", "正文中还有未填写的空白")


def _kept(piece: str, text: str) -> float:
    """Return how much of a piece is still in the text, by its pairs of signs (保留的比例)."""
    if piece in text:
        return 1.0
    pairs = {piece[start : start + 2] for start in range(len(piece) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)
