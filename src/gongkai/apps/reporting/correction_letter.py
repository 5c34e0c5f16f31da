"""The letter that asks an organ to correct its report, drafted from the findings (更正要求函).

Whether an organ must be asked is its supervisor's judgement; the letter names the provision each finding rests on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.apps.reporting.models import CollectedReport, CorrectionRequest
from gongkai.letters.facts import Seal
from gongkai.letters.legible import prose
from gongkai.letters.letter import Letter
from gongkai.statute.chinese_dates import write_date

DUE_WORDS = "【回复期限】"
"""Where the body says until when to answer; filled in when the letter is sent."""


def title_of(member: CollectedReport) -> str:
    """Return the letter's title (标题)."""
    year = f"{member.year}年" if member.year else ""
    return f"关于更正{year}政府信息公开工作年度报告的函"


def body_of(member: CollectedReport, findings: Sequence[Mapping[str, Any]]) -> str:
    """Return the letter's text, one paragraph a line (正文)."""
    year = f"{member.year}年" if member.year else ""
    lines = [
        f"按照《中华人民共和国政府信息公开条例》第四十七条第一款的规定，我单位核对了你单位公布的{year}政府信息"
        f"公开工作年度报告，发现下列问题：",
        *(_line(number, told) for number, told in enumerate(findings, start=1)),
        f"请你单位核实。确有错误的，请更正后重新公布，并于{DUE_WORDS}前将更正后的报告和更正说明函复我单位；"
        f"经核实无误的，请函复说明理由。",
    ]
    return "\n".join(lines)


def letter_of(request: CorrectionRequest) -> Letter:
    """Return the whole letter, ready to be printed; a draft lacks its number and its date (函件)."""
    due = write_date(request.due_on) if request.due_on else "　　年　月　日"
    return Letter(
        code="correction_request",
        organ=request.collection.agency.name,
        number=request.number,
        title=request.title,
        addressee=request.addressee,
        paragraphs=prose(request.body.replace(DUE_WORDS, due)),
        attachments=(),
        dated_on=request.sent_on,
        note="",
        seal=Seal.STAMPED if request.sent_on else None,
    )


def reminder_of(request: CorrectionRequest, *, today: date) -> str:
    """Return the text of a reminder (催办函)."""
    assert request.sent_on is not None
    assert request.due_on is not None
    late = (today - request.due_on).days
    since = f"，已逾期{late}日" if late > 0 else ""
    return (
        f"{request.addressee}：\n\n我单位{write_date(request.sent_on)}发出的《{request.title}》"
        f"{f'（{request.number}）' if request.number else ''}，请于{write_date(request.due_on)}前函复{since}。"
        f"至今没有收到回复，请抓紧办理。\n\n{request.collection.agency.name}\n{write_date(today)}\n"
    )


def _line(number: int, told: Mapping[str, Any]) -> str:
    message = str(told["message"]).strip().rstrip("。")
    basis = f"（依据：{told['citation']}）" if told.get("citation") else ""
    return f"{number}.{message}{basis}。"
