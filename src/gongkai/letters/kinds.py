"""Every kind of letter, read from its wording (函件种类).

The kinds are data: ``wording/*.toml`` hold for each what a letter is for, what it must contain, the articles it rests
on, what remedy it names, and its text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gongkai.letters.citing import INSTRUMENTS
from gongkai.letters.elements import ELEMENTS, Element
from gongkai.statute.citations import Citation


class Addressee(Enum):
    """To whom a letter goes (收件方)."""

    APPLICANT = ("applicant", "申请人")
    THIRD_PARTY = ("third_party", "第三方")
    ORGAN = ("organ", "其他行政机关")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


class Remedy(Enum):
    """What the reader may do against the letter (救济途径)."""

    NONE = ("none", "不载明救济途径")
    REVIEW_FIRST = ("review_first", "行政复议前置")
    DIRECT = ("direct", "行政复议或者行政诉讼")
    REVIEW_ONLY = ("review_only", "行政复议")
    PARTLY = ("partly", "按未公开部分的情形分别确定")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class LetterKind:
    """One kind of letter (函件种类).

    ``when`` and ``term`` say in Chinese what it is for and until when it goes out. ``is_answer``: it ends the
    application, so it must hold the ten elements. ``row`` is the row of table three that it counts in, None for
    letters that end nothing. ``ground`` and ``effect`` name the case where only a part is refused. ``paragraphs`` is
    the text with named fields.
    """

    code: str
    title: str
    when: str
    term: str
    addressee: Addressee
    is_answer: bool
    row: str | None
    articles: tuple[Citation, ...]
    remedy: Remedy
    required: tuple[Element, ...]
    optional: tuple[Element, ...]
    paragraphs: tuple[str, ...]
    attachments: str
    ground: str
    effect: str


_ANSWER_TERM = "收到申请之日起20个工作日内，可以依法延长"
_APPLICATION = ("applicant", "request", "received_on", "register_number")
_ANSWER_OPTIONS = ("corrected_on", "extended_until")
_ADDRESSEES = {addressee.code: addressee for addressee in Addressee}
_REMEDIES = {remedy.code: remedy for remedy in Remedy}


def kind_of(code: str) -> LetterKind:
    """Return one kind of letter (函件种类). Raises KeyError for a code that is not known."""
    return LETTER_KINDS[code]


def _elements(codes: list[str]) -> tuple[Element, ...]:
    return tuple(ELEMENTS[code] for code in dict.fromkeys(codes))


def _read(entry: Mapping[str, Any], openings: Mapping[str, str]) -> LetterKind:
    opening = entry.get("opening", "")
    is_answer = entry.get("answer", opening == "answer")
    required = [*(_APPLICATION if is_answer else ()), *entry["required"]]
    options = [*(_ANSWER_OPTIONS if opening == "answer" else ()), *entry.get("optional", ())]
    lines = entry["body"].strip().splitlines()
    return LetterKind(
        code=entry["code"],
        title=entry["title"],
        when=entry["when"],
        term=_ANSWER_TERM if entry["term"] == "answer" else entry["term"],
        addressee=_ADDRESSEES[entry.get("addressee", "applicant")],
        is_answer=is_answer,
        row=entry.get("row"),
        articles=tuple(INSTRUMENTS[name].at(provision) for name, provision in entry.get("articles", ())),
        remedy=_REMEDIES[entry.get("remedy", "none")],
        required=_elements(required),
        optional=_elements([code for code in options if code not in required]),
        paragraphs=(*((openings[opening],) if opening else ()), *lines),
        attachments=entry.get("attachments", ""),
        ground=entry.get("ground", ""),
        effect=entry.get("effect", "不予公开"),
    )


def _files() -> Iterator[Mapping[str, Any]]:
    folder = files("gongkai.letters").joinpath("wording")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name[0].isdigit():
            yield tomllib.loads(path.read_text(encoding="utf-8"))


def _load() -> Mapping[str, LetterKind]:
    tables = tuple(_files())
    openings = {name: text for table in tables for name, text in table.get("openings", {}).items()}
    kinds = (_read(entry, openings) for table in tables for entry in table.get("letter", ()))
    return MappingProxyType({kind.code: kind for kind in kinds})


LETTER_KINDS = _load()
