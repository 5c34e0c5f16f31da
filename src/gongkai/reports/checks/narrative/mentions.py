"""Figures in a sentence, each with the words around it (数字提法)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from gongkai.reports.checks.narrative.rows import OutcomeRows
from gongkai.reports.checks.narrative.sentences import Sentence
from gongkai.reports.checks.numerals import CHINESE, Numeral, numeral

_UNITS = r"万元|亿元|元|件次|人次|件|份|宗|起|例|条|个|项|部|篇|次|人|家|户|封|张|场|名|期|批|桩|幅|处|种|类|页"
_FIGURE = re.compile(
    r"(?P<loose>近|约|逾|超过|超|大约|将近|不足|至少|多于|不少于|上(?=[百千万])|数(?=[十百千万])|第|每|同|任何|某|各"
    r"|人均|平均|日均|月均)?"
    rf"(?<![\d.〔\[/{CHINESE}])(?:(?P<digits>\d{{1,3}}(?:，\d{{3}})+(?!\d)|\d{{1,9}}(?:\.\d{{1,6}})?)|(?P<chinese>[{CHINESE}]{{1,12}}))"
    r"(?P<scale>万(?!元)|亿(?!元))?(?P<over>余|多|来)?(?P<scale2>万(?!元)|亿(?!元))?"
    rf"(?P<unit>{_UNITS})(?!以上|以下|以内|工作日|月)"
)
_BREAKS = re.compile(r"[，。；！？]")
_STOPS = re.compile(r"[，。；！？、）]")
_EACH = "各"


class Topic(Enum):
    """What a passage is talking of (话题)."""

    APPLICATIONS = "依申请公开"
    DOCUMENTS = "规范性文件"
    REMEDIES = "复议诉讼"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Context:
    """What the words before a figure have established (语境).

    ``topic`` is what is talked of, ``before`` what was until the words that lead to the figure. ``counted`` tells that
    applications were counted in this sentence or the one before it, ``foreign`` that the count was another organ's or
    another year's. ``row`` names the rows of table four spoken of last; ``deciding`` that decisions under article 20
    (5) or (6) were.
    """

    topic: Topic | None = None
    before: Topic | None = None
    counted: bool = False
    foreign: bool = False
    row: tuple[str, ...] = ()
    deciding: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """One figure with its unit, and the words it must be understood by (数字提法).

    ``lead`` runs from the clause's start, or from the figure before it, up to the figure; ``tail`` from the figure to
    the next stop or figure. ``start`` and ``end`` are positions in the sentence.
    """

    sentence: Sentence
    start: int
    end: int
    lead: str
    tail: str
    value: Numeral
    unit: str
    context: Context
    rows: OutcomeRows
    chapter: int

    @property
    def before(self) -> str:
        """The sentence up to the figure (前文)."""
        return self.sentence.text[: self.start]

    @property
    def each(self) -> bool:
        """Whether the figure is said of each of the things before it: 各1件."""
        return self.lead.endswith(_EACH)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a unit where it stands in a sentence; ``value`` is None where it is only approximate (数字)."""

    start: int
    end: int
    value: Numeral | None
    unit: str


def figures(text: str) -> Iterator[Figure]:
    """Yield the numbers of a sentence that have a unit, in order (句中数字)."""
    for match in _FIGURE.finditer(text):
        loose = match["loose"] or ""
        exact = loose in ("", _EACH) and match["over"] is None
        value = _value(match) if exact else None
        start = match.start() + len(loose)
        yield Figure(start, match.end(), value, match["unit"])


def _value(match: re.Match[str]) -> Numeral | None:
    scale = match["scale"] or match["scale2"] or ""
    return numeral(match["digits"] or match["chinese"], scale)


def lead_of(text: str, *, after: int, until: int) -> str:
    """Return the words before a figure, back to the clause's start or to the figure before (前导词)."""
    lead = text[max(after, until - 120) : until]
    breaks = [match.end() for match in _BREAKS.finditer(lead)]
    return lead[breaks[-1] :] if breaks else lead


def tail_of(text: str, *, after: int, until: int) -> str:
    """Return the words after a figure, up to the next stop or figure (后续词)."""
    tail = text[after : min(until, after + 60)]
    stop = _STOPS.search(tail)
    return tail[: stop.start()] if stop else tail
