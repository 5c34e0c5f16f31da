"""The things a letter is made of, and the shapes they come in (函件要素)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from importlib.resources import files
from types import MappingProxyType
from typing import TypeAlias


class Shape(Enum):
    """What kind of value an element holds, and how it is written (要素形式).

    ``type`` is the Python type of the value; lists are tuples.
    """

    TEXT = ("text", "一行文字", str)
    PROSE = ("prose", "可分段的文字", str)
    DATE = ("date", "日期", date)
    COUNT = ("count", "数量", int)
    YUAN = ("yuan", "金额（元）", int)
    LINES = ("lines", "逐项列出", tuple)
    CHOICE = ("choice", "单选", str)
    CHOICES = ("choices", "多选", tuple)
    PROVISION = ("provision", "法律条款", str)
    WITHHELD = ("withheld", "不予公开的部分", tuple)

    def __init__(self, code: str, label: str, type_: type) -> None:
        self.code = code
        self.label = label
        self.type = type_


@dataclass(frozen=True, slots=True)
class Withheld:
    """One part that is not given, with the case it falls under (不予公开的部分).

    ``ground`` is the code of the letter that would refuse the whole: ``refused.third_party``.
    """

    part: str
    ground: str
    reason: str


Value: TypeAlias = "str | date | int | tuple[str, ...] | tuple[Withheld, ...]"


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a letter needs or may hold (要素). ``hint`` tells an officer what to write."""

    code: str
    label: str
    shape: Shape
    hint: str
    choices: tuple[str, ...] = ()


_PROVISION = re.compile(r"《[^《》]+》第[一二三四五六七八九十百千零]+条")
_SHAPES = {shape.code: shape for shape in Shape}


def fault_of(element: Element, value: Value) -> str:
    """Say what is wrong with a value that is there, empty where nothing is (要素有误).

    Raises TypeError for a value that is not of the element's type: that is a mistake of the caller.
    """
    if not isinstance(value, element.shape.type) or isinstance(value, bool):
        raise TypeError(f"{element.code} wants {element.shape.type.__name__}, not {type(value).__name__}")
    if isinstance(value, int) and value < 1:
        return f"{element.label}应当大于零"
    if element.shape is Shape.PROVISION and not _PROVISION.search(str(value)):
        return f"{element.label}应当写明名称和条款，如：《……法》第×条"
    return _unknown_choice(element, value)


def is_blank(value: Value | None) -> bool:
    """Whether nothing was written (是否空缺). Zero is not blank."""
    if isinstance(value, tuple):
        return not any(item if isinstance(item, Withheld) else item.strip() for item in value)
    return value is None or (isinstance(value, str) and not value.strip())


def _unknown_choice(element: Element, value: Value) -> str:
    if not element.choices:
        return ""
    unknown = [item for item in (value if isinstance(value, tuple) else (value,)) if item not in element.choices]
    return f"{element.label}只能是：{'、'.join(element.choices)}" if unknown else ""


def _read(code: str, entry: Mapping[str, str | list[str]]) -> Element:
    label, shape, hint = str(entry["label"]), _SHAPES[str(entry["shape"])], str(entry["hint"])
    return Element(code, label, shape, hint, tuple(entry.get("choices", ())))


def _catalogue() -> Mapping[str, Element]:
    text = files("gongkai.letters").joinpath("wording/elements.toml").read_text(encoding="utf-8")
    return MappingProxyType({code: _read(code, entry) for code, entry in tomllib.loads(text).items()})


ELEMENTS = _catalogue()
