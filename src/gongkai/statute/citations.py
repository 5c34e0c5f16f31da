"""Instruments of law and the places in them that a rule rests on (法律依据)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, regulation or notice (法律文件).

    ``title`` as cited in a letter without 《》, ``number`` its document number, ``in_force_on`` its first day in force.
    ``articles`` is the number of articles where it has any: a citation of a higher one is refused.
    """

    title: str
    number: str
    in_force_on: date
    articles: int | None = None

    def at(self, provision: str) -> Citation:
        """Return the citation of one provision, written as in a letter: 第三十三条第二款."""
        return Citation(self, provision)


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision of an instrument (条款)."""

    instrument: Instrument
    provision: str = ""

    def __str__(self) -> str:
        """Write the citation as people do: 政府信息公开条例第三十三条第二款."""
        return f"{self.instrument.title}{self.provision}"
