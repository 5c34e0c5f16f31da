"""The table of letters in docs/law says what the data say."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from gongkai.letters.kinds import LETTER_KINDS, LetterKind, Remedy

TABLE = (Path(__file__).parents[2] / "docs" / "law" / "letters.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\S+) \| `([a-z_.]+)` \| ?(.*?) \| (\S+) \|$", re.MULTILINE)
REMEDIES = {
    Remedy.NONE: "–",
    Remedy.REVIEW_FIRST: "R1",
    Remedy.DIRECT: "R2",
    Remedy.REVIEW_ONLY: "R3",
    Remedy.PARTLY: "R1/R2",
}


def basis(kind: LetterKind) -> str:
    groups = groupby(kind.articles, key=lambda citation: citation.instrument)
    named = (
        (instrument.title if instrument.articles else instrument.number) + "、".join(each.provision for each in group)
        for instrument, group in groups
    )
    return "；".join(named)


def test_table_of_letters_is_that_of_the_data() -> None:
    told = [(code, title, articles.strip(), remedy) for title, code, articles, remedy in ROW.findall(TABLE)]
    kept = [(kind.code, kind.title, basis(kind), REMEDIES[kind.remedy]) for kind in LETTER_KINDS.values()]
    assert told == kept
