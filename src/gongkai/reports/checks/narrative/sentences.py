"""The prose of a chapter as sentences without line breaks or spaces, each character traceable (断句).

Line breaks inside a sentence come from the carrier, not from the author: a page end may cut a number in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_SENTENCE = 600
MAX_CHAPTER = 30_000
"""Longer prose is not judged further: a report is to be about a thousand characters, and binding takes a near view."""

_NEAR = 300
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，,;:!?()％", "0123456789.，，；：！？（）%")
_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(rf"[^。；！？]{{1,{MAX_SENTENCE}}}[。；！？]?")
_CLOSED = re.compile(r"[。；：！？，、:;.!?]\s*$")
_MARKER = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九十]是|第[一二三四五六七八九十])"
)
_WRAPPED = 24
"""A line shorter than this that ends without punctuation is a heading, not a line cut by the page's width."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, spaces taken out (句).

    ``offsets[i]`` is the position in the chapter's text of character ``i``. ``paragraph`` counts the paragraphs of the
    chapter from 0. ``passage`` is the whole paragraph and ``at`` where in it the sentence begins. Digits, brackets and
    commas are in one width, so that patterns need not know both.
    """

    text: str
    offsets: tuple[int, ...]
    paragraph: int
    passage: str
    at: int

    def after(self, position: int) -> str:
        """Return what stands next in the paragraph after a position of the sentence (后文)."""
        return self.passage[self.at + position : self.at + position + _NEAR]

    @property
    def around(self) -> str:
        """The sentence with what of its paragraph stands next to it (上下文)."""
        return self.passage[max(0, self.at - _NEAR) : self.at + len(self.text) + _NEAR]


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a chapter in order (断句)."""
    for number, (start, end) in enumerate(_paragraphs(text[:MAX_CHAPTER])):
        plain, offsets = _squeezed(text, start, end)
        for match in _SENTENCE.finditer(plain):
            yield Sentence(match[0], tuple(offsets[match.start() : match.end()]), number, plain, match.start())


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each paragraph, lines that were cut by the page's width joined."""
    start = position = 0
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        position += len(line) + 1
        if not _runs_on(line, following):
            yield start, position - 1
            start = position


def _runs_on(line: str, following: str) -> bool:
    if len(line) < _WRAPPED or not following.strip():
        return False
    return not _CLOSED.search(line[-4:]) and not _MARKER.match(following)


def _squeezed(text: str, start: int, end: int) -> tuple[str, list[int]]:
    words: list[str] = []
    offsets: list[int] = []
    for match in _WORD.finditer(text, start, end):
        words.append(match[0])
        offsets.extend(range(match.start(), match.end()))
    return "".join(words).translate(_FULL_WIDTH), offsets
