"""Elements that were kept as plain JSON, read back as what they are (要素的还原)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.letters.elements import Element, Shape, Value, Withheld
from gongkai.letters.kinds import kind_of


def values_of(code: str, plain: Mapping[str, object]) -> dict[str, Value]:
    """Return the elements that a letter of this kind takes from a record of plain values (还原要素).

    Days are ISO text, lists are lists, a withheld part is a mapping with ``part``, ``ground`` and ``reason``; a list
    may be a single text. What the letter does not take, and what is None, is left out. Raises ValueError for a day
    that is none, KeyError for a withheld part without its three texts.
    """
    kind = kind_of(code)
    found = {element.code: (element, plain.get(element.code)) for element in (*kind.required, *kind.optional)}
    return {name: _value(element, value) for name, (element, value) in found.items() if value is not None}


def _value(element: Element, value: object) -> Value:
    if element.shape is Shape.DATE:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    if element.shape in (Shape.COUNT, Shape.YUAN):
        return int(str(value))
    if element.shape is Shape.WITHHELD:
        return tuple(map(_withheld, _several(value)))
    if element.shape in (Shape.LINES, Shape.CHOICES):
        return tuple(str(item) for item in _several(value))
    return str(value)


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _withheld(item: object) -> Withheld:
    if isinstance(item, Withheld):
        return item
    if not isinstance(item, Mapping):
        raise ValueError(f"a withheld part is a mapping, not {item!r}")
    return Withheld(str(item["part"]), str(item["ground"]), str(item["reason"]))
