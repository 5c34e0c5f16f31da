"""Put facts into the wording of a letter (填写函件文字).

``{code}`` is a field. ``[[…]]`` is left out, and so is a paragraph that is nothing but one field, where the field is
blank. A field with several lines becomes as many numbered paragraphs where it stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import cast

from gongkai.letters.citing import cite
from gongkai.letters.elements import ELEMENTS, Element, Shape, Value, Withheld, is_blank
from gongkai.letters.facts import Facts
from gongkai.letters.kinds import LetterKind, kind_of
from gongkai.letters.legible import one_line, prose
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.deadlines import CO_MAKER_PERIOD, PAYMENT_PERIOD, THIRD_PARTY_PERIOD
from gongkai.statute.timelines import Timeline

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_FIELD = re.compile(r"\{(\w+)\}")
_PERIODS: dict[str, Timeline[int]] = {
    "third_party_days": THIRD_PARTY_PERIOD,
    "co_maker_days": CO_MAKER_PERIOD,
    "payment_days": PAYMENT_PERIOD,
}
_STOPS = "。；，、"


def fill(kind: LetterKind, facts: Facts) -> tuple[str, ...]:
    """Return the paragraphs of the letter without its remedy clause (正文)."""
    return tuple(line for paragraph in kind.paragraphs for line in _paragraph(paragraph, kind, facts))


def fields_of(paragraph: str) -> tuple[str, ...]:
    """Return the codes of the fields in a piece of wording (所含要素)."""
    return tuple(_FIELD.findall(paragraph))


def written(element: Element, value: Value) -> tuple[str, ...]:
    """Return how an element stands in the text: what must be found there, piece by piece (要素的写法)."""
    if isinstance(value, date):
        return (write_date(value),)
    if element.shape is Shape.WITHHELD:
        return tuple(piece for item in _parts(value) for piece in (_bare(item.part), *prose(item.reason)))
    if element.shape is Shape.LINES:
        return _lines(value)
    if element.shape is Shape.PROSE:
        return prose(str(value))
    return (_inline(element, value),)


def _paragraph(wording: str, kind: LetterKind, facts: Facts) -> Iterator[str]:
    alone = _FIELD.fullmatch(wording)
    if alone and alone[1] in ELEMENTS:
        yield from _block(ELEMENTS[alone[1]], facts.value(alone[1]))
        return

    def present(match: re.Match[str]) -> str:
        return "" if any(_is_absent(code, facts) for code in fields_of(match[1])) else match[1]

    filled = _FIELD.sub(_filler(kind, facts), _OPTIONAL.sub(present, wording))
    if filled:
        yield filled


def _block(element: Element, value: Value | None) -> Iterator[str]:
    if value is None or is_blank(value):
        return
    if element.shape is Shape.WITHHELD:
        yield from _numbered(tuple(map(_withheld, _parts(value))))
    elif element.shape is Shape.LINES:
        yield from _numbered(_lines(value))
    else:
        yield from prose(str(value))


def _numbered(lines: tuple[str, ...]) -> Iterator[str]:
    """Number the lines and close them as a list is closed (逐项编号)."""
    many = len(lines) > 1
    for number, line in enumerate(lines, 1):
        stop = "" if line.endswith("。") else "；" if number < len(lines) else "。"
        yield f"{number}.{line}{stop}" if many else f"{line}{stop}"


def _withheld(item: Withheld) -> str:
    kind = kind_of(item.ground)
    said = f"{_bare(item.part)}：{kind.ground}，依据{cite(kind.articles)}的规定，{kind.effect}。"
    return f"{said}理由是：{_bare(one_line(item.reason))}。"


def _filler(kind: LetterKind, facts: Facts) -> Callable[[re.Match[str]], str]:
    def value_of(match: re.Match[str]) -> str:
        code = match[1]
        if code == "you":
            return facts.address.label
        if code == "basis":
            return cite(kind.articles)
        if code in _PERIODS:
            return str(_days(_PERIODS[code], facts))
        return _inline(ELEMENTS[code], facts.value(code))

    return value_of


def _days(period: Timeline[int], facts: Facts) -> int:
    """Return a statutory number of days on the day of the letter, the latest where it has none yet (法定期限)."""
    return period.on(facts.dated_on).value if facts.dated_on else period.versions[-1].value


def _is_absent(code: str, facts: Facts) -> bool:
    return code in ELEMENTS and is_blank(facts.value(code))


def _inline(element: Element, value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return write_date(value)
    if element.shape is Shape.YUAN:
        return f"{value}元"
    if element.shape is Shape.CHOICES:
        return "、".join(cast("tuple[str, ...]", value))
    if isinstance(value, tuple):
        return "；".join(_lines(value))
    return _bare(str(value)) if isinstance(value, str) else str(value)


def _lines(value: Value) -> tuple[str, ...]:
    return tuple(line for line in map(_bare, cast("tuple[str, ...]", value)) if line)


def _parts(value: Value) -> tuple[Withheld, ...]:
    return cast("tuple[Withheld, ...]", value)


def _bare(text: str) -> str:
    """Return one line without the stop at its end: the sentence around it has its own (去句末标点)."""
    return one_line(text).rstrip(_STOPS)
