"""What a page carries besides its text: page numbers, running heads and feet (页码与页眉页脚)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_DRESSED_NUMBER = re.compile(
    r"[-–—－―·.\s]+\d{1,4}[-–—－―·.\s]+"
    r"|第\s*[\d一二三四五六七八九十]{1,4}\s*页(\s*[,，/、]?\s*共\s*[\d一二三四五六七八九十]{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d{1,4}(\s*of\s*\d{1,4})?"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_MARGIN = 0.1
MOST_LINES = 2
"""How many lines at each end of a page are looked at."""


@dataclass(frozen=True, slots=True)
class Outermost:
    """A line that is among the first or last of its page (页边行).

    ``height`` is how far down the page it stands, from 0 to 1; ``index`` is its position in the page's own order.
    """

    page: int
    index: int
    text: str
    height: float

    @property
    def in_margin(self) -> bool:
        """Tell whether it stands where the body of a page does not reach (是否在页边)."""
        return self.height < _MARGIN or self.height > 1 - _MARGIN


def furniture(edges: Mapping[int, Sequence[Outermost]]) -> frozenset[tuple[int, int]]:
    """Return ``(page, index)`` of the lines that are no text of the document (应剔除的页边行).

    ``edges`` gives for each page its outermost lines. A number in dashes is dropped wherever it is outermost; a bare
    number only in the margin and only if it counts with the pages; a running head only from its second time on.
    """
    dropped = {(line.page, line.index) for line in _numbered(edges)}
    dropped |= {(line.page, line.index) for line in _repeated(edges)}
    return frozenset(dropped)


def _numbered(edges: Mapping[int, Sequence[Outermost]]) -> Iterator[Outermost]:
    bare: list[tuple[int, Outermost]] = []
    for lines in edges.values():
        for line in lines:
            text = line.text.strip()
            if _DRESSED_NUMBER.fullmatch(text):
                yield line
            elif line.in_margin and _BARE_NUMBER.fullmatch(text):
                bare.append((int(text) - line.page, line))
    steps = Counter(step for step, _ in bare)
    yield from (line for step, line in bare if steps[step] > 1 or step == 0)


def _repeated(edges: Mapping[int, Sequence[Outermost]]) -> Iterator[Outermost]:
    seen: set[tuple[str, bool]] = set()
    for page in sorted(edges):
        for line in edges[page]:
            if not line.in_margin or "\t" in line.text or _BARE_NUMBER.fullmatch(line.text.strip()):
                continue
            key = (line.text.strip(), line.height < _MARGIN)
            if key in seen:
                yield line
            seen.add(key)
