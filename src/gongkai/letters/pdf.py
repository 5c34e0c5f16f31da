"""Write a letter as PDF/A in the official letter form (输出PDF函件)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files

from gongkai.documents import official_page as geometry
from gongkai.documents.typesetting import (
    BODY_FONTS,
    HEADING_FONTS,
    TITLE_FONTS,
    fonts_among,
    installed_families,
    marked_pages,
    title_weight,
    typeset,
)
from gongkai.letters.letter import Letter, is_heading, listed
from gongkai.letters.letter_form import LETTER_FORM, NUMBER_GAP, organ_size

_UNDATED = date(2000, 1, 1)


def write(letter: Letter, *, installed: frozenset[str] | None = None) -> bytes:
    """Return the letter as PDF; a draft bears the mark 草稿 (输出PDF).

    ``installed`` names the font families to choose from, the machine's own by default. Raises NoChineseFont. The same
    letter gives the same bytes on the same fonts.
    """
    printed = _printed(letter, installed_families() if installed is None else installed)
    inputs = _inputs({**printed, "keep_last": False})
    if not letter.attachments and len(set(marked_pages(_source(), inputs=inputs))) > 1:
        # The signature may not stand alone on a page: it takes the last paragraph, or the attachments, along.
        inputs = _inputs({**printed, "keep_last": True})
    midnight = datetime.combine(letter.dated_on or _UNDATED, time(), UTC)
    return typeset(_source(), inputs=inputs, seconds=int(midnight.timestamp()))


def _inputs(printed: Mapping[str, object]) -> dict[str, str]:
    return {"letter": json.dumps(printed, ensure_ascii=False)}


def _printed(letter: Letter, families: frozenset[str]) -> Mapping[str, object]:
    title_fonts = fonts_among(TITLE_FONTS, installed=families)
    signature_indent, date_indent = geometry.signature_indents(letter.organ, letter.date_text)
    return {
        **_measures(letter),
        "body_fonts": fonts_among(BODY_FONTS, installed=families),
        "title_fonts": title_fonts,
        "heading_fonts": fonts_among(HEADING_FONTS, installed=families),
        "title_weight": title_weight(title_fonts),
        "organ": letter.organ,
        "number": letter.number_text,
        "title": letter.title,
        "addressee": letter.addressee,
        "paragraphs": letter.paragraphs,
        "headings": [paragraph for paragraph in letter.paragraphs if is_heading(paragraph)],
        "attachments": listed(letter),
        "signature_indent": signature_indent,
        "date_indent": date_indent,
        "date": letter.date_text,
        "note": letter.note,
        "draft": letter.is_draft,
    }


def _measures(letter: Letter) -> dict[str, object]:
    return {
        "page": asdict(geometry.PAGE),
        "form": asdict(LETTER_FORM),
        "red": geometry.RED,
        "text_size": geometry.TEXT_SIZE,
        "title_size": geometry.TITLE_SIZE,
        "title_pitch": geometry.TITLE_PITCH,
        "page_number_size": geometry.PAGE_NUMBER_SIZE,
        "line_pitch": geometry.LINE_PITCH,
        "number_gap": NUMBER_GAP,
        "tracking": geometry.TRACKING,
        "organ_size": organ_size(letter.organ),
    }


@cache
def _source() -> bytes:
    return files("gongkai.letters").joinpath("letter.typ").read_bytes()
