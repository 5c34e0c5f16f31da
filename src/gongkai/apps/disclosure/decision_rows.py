"""The columns of a 双公示 register and what a line of it makes (行政决定台账的栏目)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from stdnum.cn import uscc

from gongkai.apps.disclosure.models.decisions import Counterparty, DecisionKind
from gongkai.apps.disclosure.register_files import is_garbled

_EARLIEST = date(1949, 10, 1)
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_COMPACT = re.compile(r"\d{8}")
_NAMES = {
    "number": (
        "决定文书号",
        "行政许可决定文书号",
        "行政处罚决定书文号",
        "行政强制决定文书号",
        "文书号",
        "XK_WSH",
        "CF_WSH",
    ),
    "title": ("决定文书名称", "行政许可决定文书名称", "决定书名称", "XK_XKWS", "CF_JDSMC"),
    "counterparty": ("行政相对人名称", "行政相对人", "XK_XDR_MC", "CF_XDR_MC"),
    "counterparty_kind": ("行政相对人类别", "XK_XDR_TYPE", "CF_XDR_TYPE"),
    "uscc": ("统一社会信用代码", "XK_XDR_SHXYM", "CF_XDR_SHXYM"),
    "content": ("决定内容", "许可内容", "处罚内容", "强制内容", "XK_NR", "CF_NR"),
    "decided_on": ("决定日期", "许可决定日期", "处罚决定日期", "强制决定日期", "XK_JDRQ", "CF_JDRQ"),
    "valid_from": ("有效期自", "XK_YXQZ"),
    "valid_until": ("有效期至", "处罚有效期", "XK_YXQZI", "CF_YXQ"),
    "shown_until": ("公示截止期", "CF_GSJZQ"),
    "organ": ("决定机关", "许可机关", "处罚机关", "强制机关", "XK_XKJG", "CF_CFJG"),
    "published": ("是否公示",),
    "reason": ("不予公示的理由", "不公示理由"),
}
_BY_NAME = {name.upper(): code for code, names in _NAMES.items() for name in names}
REQUIRED = ("number", "counterparty", "decided_on")
_PERSONS = {"01": Counterparty.NATURAL_PERSON, "自然人": Counterparty.NATURAL_PERSON}
_SELF_EMPLOYED = {"04": Counterparty.SELF_EMPLOYED, "个体工商户": Counterparty.SELF_EMPLOYED}
_BODIES = dict.fromkeys(("02", "03", "法人", "非法人组织", "法人及非法人组织", ""), Counterparty.ORGANISATION)
_KINDS: Mapping[str, Counterparty] = _PERSONS | _SELF_EMPLOYED | _BODIES
_YES, _NO = ("是", "1", "公示"), ("否", "0", "不公示")
NOT_SHOWN = "台账没有写明公示，这类决定不在双公示之列"
_LONGEST = {"number": 120, "title": 300, "counterparty": 200, "content": 2000, "reason": 300}


class RowRefusedError(Exception):
    """A line makes no decision; the text says why (未收录的原因)."""


class HeaderRefusedError(Exception):
    """The first line is not that of a register of decisions; the text says what lacks (栏目不全)."""


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One line, read and checked (一行决定). ``organ`` is as the line names it, empty for the importing organ."""

    number: str
    title: str
    counterparty: str
    counterparty_kind: Counterparty
    uscc: str
    content: str
    decided_on: date
    valid_from: date | None
    valid_until: date | None
    shown_until: date | None
    organ: str
    is_published: bool
    reason: str

    @property
    def shown_name(self) -> str:
        """The counterparty as the public may see it: a person's family name alone (公示名称)."""
        if self.counterparty_kind is not Counterparty.NATURAL_PERSON:
            return self.counterparty
        return self.counterparty[:1] + "*" * max(len(self.counterparty) - 1, 1)

    def key(self, *, agency_code: str, kind: DecisionKind) -> str:
        """Return what makes the decision one, however often it is told (登记标识)."""
        told = "\x1f".join((agency_code, kind.code, _squeezed(self.number), _squeezed(self.counterparty)))
        return hashlib.sha256(told.encode()).hexdigest()[:40]


def columns_of(header: Sequence[str]) -> list[str | None]:
    """Return for each column what it holds, None for one we do not keep (识别栏目). Raises HeaderRefusedError."""
    columns = [_BY_NAME.get(name.strip().strip("*＊\ufeff").upper()) for name in header]
    lacking = [_NAMES[code][0] for code in REQUIRED if code not in columns]
    if lacking:
        raise HeaderRefusedError(f"第一行应当是栏目名称，还缺：{'、'.join(lacking)}。可以使用本页的空白台账。")
    twice = [_NAMES[code][0] for code, times in Counter(filter(None, columns)).items() if times > 1]
    if twice:
        raise HeaderRefusedError(f"有两栏都是{'、'.join(twice)}，不知道以哪一栏为准。请只留一栏。")
    return columns


def read_row(columns: Sequence[str | None], cells: list[str], *, kind: DecisionKind, today: date) -> DecisionRow:
    """Return the decision of a line (读取一行). Raises RowRefusedError with everything that is wrong in it.

    A line that does not say whether it is to be shown is shown where ``kind`` is one of 双公示, and not else.
    """
    if is_garbled(cells):
        raise RowRefusedError("含有无法识别的字符，请检查这一行的编码")
    told = {code: cell.strip() for code, cell in zip(columns, cells, strict=False) if code}
    faults = [f"缺少{_NAMES[code][0]}" for code in REQUIRED if not told.get(code)]
    faults += [f"{_NAMES[code][0]}超过{most}字" for code, most in _LONGEST.items() if len(told.get(code, "")) > most]
    days = {code: _day(told.get(code, ""), _NAMES[code][0], faults) for code in _DAYS}
    faults += _faults_of_days(days, today) + _faults_of_words(told)
    if faults:
        raise RowRefusedError("；".join(faults))
    decided_on = days["decided_on"]
    assert decided_on is not None
    published = told.get("published", "")
    is_published = published in _YES if published else kind.is_shown_twice
    return DecisionRow(
        number=told["number"],
        title=told.get("title", ""),
        counterparty=told["counterparty"],
        counterparty_kind=_KINDS[told.get("counterparty_kind", "")],
        uscc=uscc.compact(told.get("uscc", "")),
        content=told.get("content", ""),
        decided_on=decided_on,
        valid_from=days["valid_from"],
        valid_until=days["valid_until"],
        shown_until=days["shown_until"],
        organ=told.get("organ", ""),
        is_published=is_published,
        reason=told.get("reason", "") or ("" if is_published else NOT_SHOWN),
    )


_DAYS = ("decided_on", "valid_from", "valid_until", "shown_until")


def _faults_of_days(days: Mapping[str, date | None], today: date) -> list[str]:
    decided_on, faults = days["decided_on"], []
    if decided_on and decided_on > today:
        faults.append(f"决定日期{decided_on}晚于今天")
    if decided_on and decided_on < _EARLIEST:
        faults.append(f"决定日期{decided_on}不可能")
    if days["valid_from"] and days["valid_until"] and days["valid_until"] < days["valid_from"]:
        faults.append("有效期的起止颠倒")
    return faults


def _faults_of_words(told: Mapping[str, str]) -> list[str]:
    faults, kind, published = [], told.get("counterparty_kind", ""), told.get("published", "")
    if kind not in _KINDS:
        faults.append(f"行政相对人类别“{kind[:20]}”不在范围内")
    if told.get("uscc") and not _is_valid_uscc(told["uscc"]):
        faults.append(f"统一社会信用代码“{told['uscc'][:20]}”的校验位不对")
    if published and published not in _YES and published not in _NO:
        faults.append("“是否公示”应当填写是或者否")
    if published in _NO and not told.get("reason"):
        faults.append("不予公示的应当写明理由")
    return faults


@lru_cache(maxsize=1 << 16)
def _is_valid_uscc(code: str) -> bool:
    return bool(uscc.is_valid(code))


def _day(text: str, name: str, faults: list[str]) -> date | None:
    if not text:
        return None
    day = _read_day(text)
    if day is None:
        faults.append(f"{name}“{text[:20]}”不是日期，应当写成 2026-03-13")
    return day


@lru_cache(maxsize=1 << 14)
def _read_day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    parts = found.groups() if found else (text[:4], text[4:6], text[6:]) if _COMPACT.fullmatch(text) else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _squeezed(text: str) -> str:
    return "".join(text.split())
