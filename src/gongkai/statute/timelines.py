"""Values that the law sets, by the day from which they hold (规定的时间效力)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gongkai.statute.citations import Citation
from gongkai.statute.errors import RuleNotInForce

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Version(Generic[T]):
    """What one instrument says, in force from that instrument's first day (规定的一个版本)."""

    value: T
    citation: Citation

    @property
    def in_force_on(self) -> date:
        """The first day on which this version is law (施行日期)."""
        return self.citation.instrument.in_force_on


@dataclass(frozen=True, slots=True)
class Timeline(Generic[T]):
    """The versions of one rule, oldest first (规定的沿革). An amendment is one more line."""

    name: str
    versions: tuple[Version[T], ...]

    def on(self, day: date) -> Version[T]:
        """Return the version that was law on ``day`` (当日有效的规定). Raises RuleNotInForce before the first."""
        for version in reversed(self.versions):
            if version.citation.instrument.in_force_on <= day:
                return version
        first = self.versions[0]
        message = f"{day.isoformat()}时“{self.name}”的规定尚未施行（{first.in_force_on.isoformat()}起施行）"
        raise RuleNotInForce(message, first.citation)
