"""A copy of an immutable value with some fields changed, made quickly: a ledger makes two or three an event (变更)."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ("replace",)

if TYPE_CHECKING:
    from dataclasses import replace
else:

    def replace(value, /, **changes):
        """Return a copy of a frozen slotted dataclass with some fields changed (变更后的值).

        What ``dataclasses.replace`` does for a class whose fields are all plain and whose making checks nothing, in
        half the time. Raises TypeError for a field that it does not have.
        """
        kind = type(value)
        names, read = _fields_of(kind)
        if not changes.keys() <= names.keys():
            raise TypeError(f"{kind.__name__} has no {', '.join(changes.keys() - names.keys())}")
        copy = object.__new__(kind)
        for (name, write), kept in zip(names.items(), read(value), strict=True):
            write(copy, changes.get(name, kept))
        return copy


@cache
def _fields_of(kind: type[Any]) -> tuple[dict[str, Any], Any]:
    """Return what writes each field of a class, and what reads them all."""
    names = kind.__slots__
    return {name: getattr(kind, name).__set__ for name in names}, attrgetter(*names)
