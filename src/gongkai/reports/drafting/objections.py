"""What an attentive reader would object to in a draft (起草提醒)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.reports.drafting.fields import Material, gaps, rendered

LONGEST_FIRST_PART = 1000
_SHORTEST_FIFTH_PART = 40
_SAME = 0.9
_LONG_ENOUGH = 12
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_YEAR = re.compile(r"(20[0-9]{2})\s*年")
_HEADED = re.compile(r"（[一二三四五六七八九十]{1,3}）")
_HEADING = re.compile(rf"{_HEADED.pattern}[^。；：，]{{1,24}}[。：]?")
_NUMBER = re.compile(r"[0-9０-９]+")


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection: in which part, to what, and what to do (提醒)."""

    number: int
    quote: str
    message: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The prose of a report under way (报告草稿). ``parts`` are texts as typed, with fields, by number."""

    parts: Mapping[int, str]
    material: Material
    agency: str
    year: int
    before: Mapping[int, str]
    other_organs: Collection[str] = ()


def objections_to(draft: Draft) -> tuple[Objection, ...]:
    """Return what to look at again, in the order of the parts (起草提醒)."""
    found = (
        *_unfilled(draft),
        *_too_long(draft),
        *_perfunctory(draft),
        *_bare_headings(draft),
        *_without_fees(draft),
        *_repeated(draft),
        *_other_years(draft),
        *_other_names(draft),
    )
    return tuple(sorted(found, key=lambda objection: objection.number))


def _unfilled(draft: Draft) -> Iterator[Objection]:
    for number, text in draft.parts.items():
        yield from (Objection(number, gap.token, gap.message) for gap in gaps(text, draft.material))


def _too_long(draft: Draft) -> Iterator[Objection]:
    length = len("".join(rendered(draft.parts.get(1, ""), draft.material).split()))
    if length > LONGEST_FIRST_PART:
        yield Objection(1, "", f"第一部分共{length}字，原则上不超过{LONGEST_FIRST_PART}字，请压缩")


def _perfunctory(draft: Draft) -> Iterator[Objection]:
    text = "".join(draft.parts.get(5, "").split())
    if len(text) < _SHORTEST_FIFTH_PART:
        yield Objection(5, text, "第五部分过于简略，请写明真实存在的问题和具体的改进措施")


def _bare_headings(draft: Draft) -> Iterator[Objection]:
    """Find second-level headings with nothing behind them, on their line or on the next."""
    for number, text in draft.parts.items():
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        for line, following in zip(lines, [*lines[1:], ""], strict=False):
            if _HEADING.fullmatch(line) and (not following or _HEADED.match(following)):
                yield Objection(number, line, "只有标题，没有内容；请补写，没有发生的事项写明没有，或者删去")


def _without_fees(draft: Draft) -> Iterator[Objection]:
    if "信息处理费" not in draft.parts.get(6, ""):
        yield Objection(6, "", "第六部分没有写信息处理费的收取情况；没有收取的也要写明")


def _repeated(draft: Draft) -> Iterator[Objection]:
    """Find sentences of last year's parts one and five; figures and years put aside."""
    for number in (1, 5):
        earlier = [_bare(sentence) for sentence in _sentences(draft.before.get(number, ""))]
        for sentence in _sentences(rendered(draft.parts.get(number, ""), draft.material)):
            bare = _bare(sentence)
            if len(bare) >= _LONG_ENOUGH and any(_alike(bare, told) for told in earlier):
                yield Objection(number, sentence, "与上一年度报告的表述相同，请核对是否仍然符合实际")


def _other_years(draft: Draft) -> Iterator[Objection]:
    near = {draft.year, draft.year - 1, draft.year + 1}
    for number, text in draft.parts.items():
        for found in _YEAR.finditer(text):
            if int(found[1]) not in near and "〔" not in text[max(0, found.start() - 1) : found.end() + 1]:
                yield Objection(number, found[0], f"提到了{found[1]}年，请核对是否为以前年度报告的遗留文字")


def _other_names(draft: Draft) -> Iterator[Objection]:
    for number, text in draft.parts.items():
        for organ in draft.other_organs:
            if organ in text and organ not in draft.agency and draft.agency not in organ:
                yield Objection(number, organ, f"提到了“{organ}”，请核对是否为其他机关报告的遗留文字")


def _sentences(text: str) -> list[str]:
    return [sentence.strip() for sentence in _SENTENCE.findall(text) if sentence.strip()]


def _bare(sentence: str) -> str:
    return _NUMBER.sub("", sentence)


def _alike(one: str, other: str) -> bool:
    longest, shortest = max(len(one), len(other)), min(len(one), len(other))
    if not shortest or shortest / longest < _SAME:
        return False
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME
