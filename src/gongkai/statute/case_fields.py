"""What an act or an outcome must say, told as fields that forms, checks and letters share (法定要素)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TypeAlias

from gongkai.statute.citations import Citation
from gongkai.statute.errors import ActRefused

Plain: TypeAlias = "str | int | list[Plain] | dict[str, Plain]"
"""What a field is kept as: text, whole numbers, lists and tables of them. Days are ISO text."""

MOST_CHARACTERS = 20_000
MOST_LINES = 500
LARGEST = 2_000_000_000
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class Shape(Enum):
    """What a field holds (要素形式)."""

    TEXT = "text"
    LINES = "lines"
    DATE = "date"
    COUNT = "count"
    CHOICE = "choice"
    WITHHELD = "withheld"
    """不予公开的部分: a list of part, ground and reason."""
    TABLE = "table"
    """其他要素: fields that another rule reads."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values that the law knows (可选值)."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that has to be said, or may be (要素).

    ``hint`` tells an officer what to write. ``most`` is the greatest count that is no slip of the hand.
    """

    code: str
    label: str
    shape: Shape = Shape.TEXT
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    is_required: bool = True
    most: int = LARGEST

    def optional(self) -> Field:
        """Return the same field where it may be left out (选填)."""
        return replace(self, is_required=False)


def read_fields(fields: Sequence[Field], given: Mapping[str, object], *, citation: Citation) -> dict[str, Plain]:
    """Return what was given as plain values, blanks left out (核对要素).

    Raises ActRefused that names everything that lacks or cannot be right; KeyError for what no field asks for.
    """
    known = {field.code: field for field in fields}
    for code in given:
        known[code]
    values = {code: _read(field, given.get(code)) for code, field in known.items()}
    faults = [value.message for value in values.values() if isinstance(value, _Fault)]
    lacking = [field.label for field in fields if field.is_required and values[field.code] is None]
    if lacking:
        faults.insert(0, f"还缺：{'、'.join(lacking)}")
    if faults:
        raise ActRefused("；".join(faults), citation)
    return {code: value for code, value in values.items() if value is not None and not isinstance(value, _Fault)}


def clean_text(text: str) -> str:
    """Return text in composed form without invisible characters and trailing space (清理文本)."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in _INVISIBLE.sub("", unified).split("\n")).strip()


@dataclass(frozen=True, slots=True)
class _Fault:
    message: str


_Reading: TypeAlias = "Plain | _Fault | None"


def _read(field: Field, value: object) -> _Reading:
    if value is None:
        return None
    return _READERS[field.shape](field, value)


def _read_text(field: Field, value: object) -> _Reading:
    if not isinstance(value, str):
        return _Fault(f"“{field.label}”应当是文字")
    text = clean_text(value)
    if len(text) > MOST_CHARACTERS:
        return _Fault(f"“{field.label}”不能超过{MOST_CHARACTERS}字")
    return text or None


def _read_lines(field: Field, value: object) -> _Reading:
    lines = value.split("\n") if isinstance(value, str) else value
    if not isinstance(lines, list | tuple) or not all(isinstance(line, str) for line in lines):
        return _Fault(f"“{field.label}”应当逐项列出")
    cleaned: list[Plain] = [text for line in lines if (text := clean_text(line))]
    if len(cleaned) > MOST_LINES or sum(map(len, map(str, cleaned))) > MOST_CHARACTERS:
        return _Fault(f"“{field.label}”不能超过{MOST_LINES}项、{MOST_CHARACTERS}字")
    return cleaned or None


def _read_date(field: Field, value: object) -> _Reading:
    if type(value) is date:
        return value.isoformat()
    if value == "":
        return None
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        return _Fault(f"“{field.label}”应当是日期")


def _read_count(field: Field, value: object) -> _Reading:
    if value == "":
        return None
    if isinstance(value, str) and value.isascii() and value.strip().isdigit() and len(value) < len(str(LARGEST)):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST:
        return _Fault(f"“{field.label}”应当是不小于零的整数")
    if value > field.most:
        return _Fault(f"“{field.label}”不能超过{field.most}，请核对")
    return value


def _read_choice(field: Field, value: object) -> _Reading:
    if value == "":
        return None
    if isinstance(value, str) and value in {choice.code for choice in field.choices}:
        return value
    return _Fault(f"“{field.label}”应当是以下之一：{'、'.join(choice.label for choice in field.choices)}")


def _read_withheld(field: Field, value: object) -> _Reading:
    if not isinstance(value, list | tuple) or not all(isinstance(part, Mapping) for part in value):
        return _Fault(f"“{field.label}”应当逐项列出")
    parts: list[Plain] = []
    for part in value:
        cleaned = {code: clean_text(str(part.get(code, ""))) for code in ("part", "ground", "reason")}
        if not all(cleaned.values()):
            return _Fault(f"“{field.label}”的每一项都应当写明部分、依据和理由")
        parts.append(dict(cleaned))
    return parts or None


def _read_table(field: Field, value: object) -> _Reading:
    return dict(value) if isinstance(value, Mapping) else _Fault(f"“{field.label}”应当是一组要素")


_READERS: Mapping[Shape, Callable[[Field, object], _Reading]] = {
    Shape.TEXT: _read_text,
    Shape.LINES: _read_lines,
    Shape.DATE: _read_date,
    Shape.COUNT: _read_count,
    Shape.CHOICE: _read_choice,
    Shape.WITHHELD: _read_withheld,
    Shape.TABLE: _read_table,
}
