"""Numbers as prose writes them: 1,234, 12.5万, 三十七, 两百零五 (行文数字)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}

CHINESE = "".join((*_DIGITS, *_PLACES, "万", "亿"))
"""Every character a Chinese numeral is written with."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number and how finely it was written (数字及其精度).

    ``quantum`` is the worth of one step of its last digit: 1 for 37, 100 for 52.17万.
    """

    value: Decimal
    quantum: Decimal = Decimal(1)

    def covers(self, exact: int | Decimal) -> bool:
        """Return whether ``exact``, rounded or cut off as this number was, gives this number (数字相符)."""
        return self.value - self.quantum / 2 <= exact < self.value + self.quantum

    def __add__(self, other: Numeral) -> Numeral:
        """Return the sum, as coarse as the coarser of the two (相加)."""
        return Numeral(self.value + other.value, max(self.quantum, other.quantum))


NOTHING = Numeral(Decimal(0))


def numeral(digits: str, scale: str = "") -> Numeral | None:
    """Return the number written as ``digits`` and a scale of 万 or 亿, or None where it is none (读数)."""
    factor = _SCALES[scale]
    if digits[0] in CHINESE:
        whole = chinese(digits)
        return None if whole is None else Numeral(Decimal(whole) * factor, Decimal(factor))
    plain = digits.replace(",", "").replace("，", "")
    decimals = len(plain.partition(".")[2])
    return Numeral(Decimal(plain) * factor, Decimal(factor).scaleb(-decimals))


def chinese(text: str) -> int | None:
    """Return the whole number written in Chinese, or None where it is not one (中文数字).

    Digits without places, as in 二〇二二, are read one by one.
    """
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text)) if text else None
    if text[0] in "百千万亿":
        return None
    return _with_places(text)


def _with_places(text: str) -> int:
    total = part = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _PLACES:
            part += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            total = (total + part + digit) * _SCALES[character]
            part = digit = 0
    return total + part + digit
