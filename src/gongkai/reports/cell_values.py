"""What is printed in a cell, as a value of the form (单元格取值).

A blank, a dash and a zero are three different things: the first two become ``None``, the last ``0``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.reports.characters import fold
from gongkai.statute.report_form import Measure, Value

_NUMBER = re.compile(
    r"""
    (?P<sign>[-+−–—]|减少?|增加?)?\s*
    (?P<whole>\d{1,3}(?:[,，]\d{3})+|\d{1,24})(?P<fraction>\.\d{1,12})?\s*
    (?P<unit>万元|万件|亿元|元|件次?|项|个|条|份|宗|起|人次?|次)?\s*
    (?P<note>\([^()]{0,60}\)?)?
    """,
    re.VERBOSE,
)
_DASHES = re.compile(r"[-−–—―─/\\|]{1,6}|n/?a|无|无此项|不适用|不涉及", re.IGNORECASE)
_TEN_THOUSAND = {"万元": 10_000, "万件": 10_000, "亿元": 100_000_000}


@dataclass(frozen=True, slots=True)
class Printed:
    """A cell that can be a value (印刷值).

    ``number`` is None for a blank or a dash; ``is_blank`` tells a cell with nothing at all from a dash. ``unit`` is the
    unit the cell itself prints, if it prints one; ``is_unreadable`` tells a cell that has the look of a number and is
    none.
    """

    number: int | Decimal | None
    unit: str | None = None
    is_blank: bool = False
    is_unreadable: bool = False


BLANK = Printed(None, is_blank=True)
UNREADABLE = Printed(None, is_unreadable=True)
_DASH = Printed(None)
_MEANT_AS_NUMBER = re.compile(r"(?!(?:19|20)\d\d年)(?!\d{1,2}[.、,)])[\d约近共(#=≈~<>≥≤*][^一-鿿]*[一-鿿]?[^一-鿿]*")
_LONGEST_NUMBER = 40


@lru_cache(maxsize=4096)
def printed_value(text: str) -> Printed | None:
    """Return what the cell says, or None where it is not a value but words (识别单元格)."""
    bare = fold(text).strip()
    if not bare:
        return BLANK
    if not (bare[0].isdecimal() or bare[0] in "-+−–—―─/\\|减增nN无不零"):
        return None
    if _DASHES.fullmatch(bare):
        return _DASH
    if bare == "零":
        return Printed(0)
    match = _NUMBER.fullmatch(bare)
    return None if match is None else _number(match)


@lru_cache(maxsize=4096)
def cell_value(text: str) -> Printed | None:
    """Return what a cell right of its label says, or None where it is words (识别数据单元格).

    What stands there and is no number though it has a number's look (约12, 12①, 12%, #REF!) is unreadable: it must
    neither be taken for a label nor let the cells behind it move up.
    """
    printed = printed_value(text)
    if printed is not None:
        return printed
    bare = fold(text).strip()
    if len(bare) <= _LONGEST_NUMBER and _MEANT_AS_NUMBER.fullmatch(bare) and re.search(r"[\d#=]", bare):
        return UNREADABLE
    return None


def _number(match: re.Match[str]) -> Printed | None:
    if not match["whole"].isascii():
        return None
    digits = re.sub("[,，]", "", match["whole"])
    if match["fraction"]:
        number: int | Decimal = Decimal(digits + match["fraction"])
    else:
        number = int(digits)
    if match["sign"] and match["sign"][0] in "-−–—减":
        number = -number
    return Printed(number, match["unit"])


def value_of(printed: Printed, *, measure: Measure, unit: str) -> Value:
    """Return the printed number as the form's column takes it (取值).

    Counts and changes stay whole numbers where they are whole; an amount is always a decimal. An amount printed in
    元 under a heading of 万元 is brought to 万元, since the form fixes that heading; where the form leaves the unit
    open (集中采购) the number stays as printed.
    """
    number = printed.number
    if number is None or (type(number) is int and printed.unit is None and measure is Measure.COUNT):
        return number
    if measure is not Measure.AMOUNT:
        return _count(number, printed.unit)
    amount = Decimal(number) if isinstance(number, int) else number
    if unit == "万元" and printed.unit in ("元", "亿元"):
        return (amount * _TEN_THOUSAND.get(printed.unit, 1) / 10_000).normalize() + 0
    return amount


def _count(number: int | Decimal, unit: str | None) -> int | Decimal:
    scaled = number * _TEN_THOUSAND.get(unit or "", 1)
    return int(scaled) if scaled == int(scaled) else scaled
