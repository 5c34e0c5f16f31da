"""What a cell of an Excel workbook shows: shared strings, number formats, cached values (Excel 单元格取值)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE = re.compile(r"-?\d+")
_BUILT_IN_DATES = frozenset((*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATE_LETTERS = re.compile(r"[yd]|m{3,}|年|月|日", re.IGNORECASE)
_EPOCH = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_FIRST_SOUND_DAY = 61
"""Day 60 is 29 February 1900, which never was; the days before it are off by one."""
_LAST_DAY = 2_958_465
_BOOLEANS = {"1": "TRUE", "0": "FALSE"}
_FIGURES = 15
"""Significant figures that Excel keeps and shows; more are noise of binary sums."""


@dataclass(frozen=True, slots=True)
class Styles:
    """What cell formats mean for reading: by number of format, which are dates and which have borders (单元格格式)."""

    dates: frozenset[int] = frozenset()
    bordered: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Values:
    """What the cells of one workbook refer to (单元格所引)."""

    strings: tuple[str, ...]
    styles: Styles
    epoch: date = _EPOCH


def epoch_of(workbook: etree._Element) -> date:
    """Return the day from which a workbook counts its dates (日期起点)."""
    properties = workbook.find("{*}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return _EPOCH_1904 if is_1904 else _EPOCH


def strings_of(shared: etree._Element) -> tuple[str, ...]:
    """Return the shared strings, runs joined and phonetic guides left out (共享字符串)."""
    return tuple(rich_text(item) for item in shared.iterfind("{*}si"))


def rich_text(item: etree._Element) -> str:
    """Join the runs of one string (连接文本片段)."""
    runs = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
    return _unescaped("".join(run.text or "" for run in runs))


def styles_of(sheet: etree._Element) -> Styles:
    """Return what the style part says of dates and borders (读取格式)."""
    codes = {
        _number(each.get("numFmtId")): each.get("formatCode", "") for each in sheet.iterfind("{*}numFmts/{*}numFmt")
    }
    ruled = {index for index, border in enumerate(sheet.iterfind("{*}borders/{*}border")) if _has_line(border)}
    formats = tuple(enumerate(sheet.iterfind("{*}cellXfs/{*}xf")))
    return Styles(
        frozenset(index for index, each in formats if _is_date(_number(each.get("numFmtId")), codes)),
        frozenset(index for index, each in formats if _number(each.get("borderId")) in ruled),
    )


def text_of(cell: etree._Element, values: Values) -> str:
    """Return what one cell shows; ``""`` when it shows nothing (单元格文本)."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return "" if inline is None else rich_text(inline).strip()
    raw = (cell.findtext("{*}v") or "").strip()
    if kind == "s":
        index = _number(raw)
        return values.strings[index].strip() if 0 <= index < len(values.strings) else ""
    if kind == "n":
        return _shown_number(raw, _number(cell.get("s")) in values.styles.dates, values.epoch)
    return _BOOLEANS.get(raw, raw) if kind == "b" else _unescaped(raw).strip()


def _shown_number(raw: str, is_date: bool, epoch: date) -> str:
    try:
        number = float(raw)
    except ValueError:
        return raw
    if is_date and _FIRST_SOUND_DAY <= number <= _LAST_DAY:
        day = epoch + timedelta(days=int(number))
        return f"{day.year}年{day.month}月{day.day}日"
    if _WHOLE.fullmatch(raw):
        return raw
    return "".join(_plain(number)) if abs(number) < 1e300 else raw


def _plain(number: float) -> Iterator[str]:
    """Write a number with at most fifteen significant figures and never with an exponent."""
    mantissa, exponent = f"{abs(number):.{_FIGURES - 1}e}".split("e")
    digits, point = mantissa.replace(".", ""), int(exponent) + 1
    whole = digits[: max(point, 0)].ljust(max(point, 0), "0") or "0"
    fraction = ("0" * -point + digits[max(point, 0) :]).rstrip("0")
    yield "-" if number < 0 and (whole.strip("0") or fraction) else ""
    yield whole
    yield f".{fraction}" if fraction else ""


def _has_line(border: etree._Element) -> bool:
    return any(side.get("style", "none") != "none" for side in border)


def _is_date(number: int, codes: dict[int, str]) -> bool:
    if number in codes:
        return bool(_DATE_LETTERS.search(_QUOTED.sub("", codes[number].partition(";")[0])))
    return number in _BUILT_IN_DATES


def _unescaped(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(_character, text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _character(escape: re.Match[str]) -> str:
    character = chr(int(escape[1], 16))
    return character if character.isprintable() or character in "\t\n\r" else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1
