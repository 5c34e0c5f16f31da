"""A letter as it will be printed (函件)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.letters.facts import Seal
from gongkai.statute.chinese_dates import write_date

_HEADING = re.compile(r"[一二三四五六七八九十]+、[^。；，：]{1,30}")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, checked, in the order in which it is read (函件).

    ``organ`` is the red heading and the signature. ``paragraphs`` is the body, the remedy clause at its end.
    ``number``, ``dated_on`` and ``seal`` are blank in a draft. ``note`` is printed in brackets under the date.
    """

    code: str
    organ: str
    number: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    attachments: tuple[str, ...]
    dated_on: date | None
    note: str
    seal: Seal | None

    @property
    def body_text(self) -> str:
        """The body as an officer edits it, one paragraph a line (可编辑的正文)."""
        return "\n".join(self.paragraphs)

    @property
    def date_text(self) -> str:
        """The date of the letter, with room for it in a draft (成文日期)."""
        return write_date(self.dated_on) if self.dated_on else "　　　年　月　日"

    @property
    def number_text(self) -> str:
        """The letter's number, with room for it in a draft (发文字号)."""
        return self.number or "〔　　　〕　号"

    @property
    def is_draft(self) -> bool:
        """Whether it still lacks what comes at issue (是否草稿)."""
        return not self.number or self.dated_on is None or self.seal is None


def as_text(letter: Letter) -> str:
    """Return the whole letter as plain text (函件纯文本)."""
    attachments = [f"附件：{line}" if place == 0 else f"　　　{line}" for place, line in enumerate(listed(letter))]
    note = [f"（{letter.note}）"] if letter.note else []
    lines = [letter.organ, letter.number_text, letter.title, f"{letter.addressee}：", *letter.paragraphs]
    return "\n".join([*lines, *attachments, letter.organ, letter.date_text, *note]) + "\n"


def is_heading(paragraph: str) -> bool:
    """Whether a paragraph is a heading of the first level: 一、予以公开的内容 (一级标题)."""
    return bool(_HEADING.fullmatch(paragraph))


def listed(letter: Letter) -> tuple[str, ...]:
    """Return the attachments as they are listed: numbered where there are several (附件说明)."""
    if len(letter.attachments) < 2:
        return letter.attachments
    return tuple(f"{number}.{name}" for number, name in enumerate(letter.attachments, 1))
