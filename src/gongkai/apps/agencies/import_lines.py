"""One line of an import: what it says of an organ, or why it cannot be taken (导入行).

Pure. An empty cell leaves what is known as it is; it never clears.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TypeVar

from gongkai.apps.agencies import codes
from gongkai.apps.agencies.guide import GUIDE_FIELDS, REMEDY_FIELDS
from gongkai.apps.agencies.kinds import AgencyKind, Level
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.profile import Profile
from gongkai.apps.agencies.sheets import Line

PARENT = "上级机构编码"
ANSWERS_AS = "答复名义机构编码"
NAME = "机关名称"
_TEXTS = ("code", "name", "short_name", "division_code", "uscc", "letter_prefix")
_DATES = ("valid_from", "valid_until")
_REQUIRED = ("code", "name", "kind_code", "level_code", "division_code")
_LABELS = {field.name: str(field.verbose_name) for field in Agency._meta.fields}
_NAMES = (*_TEXTS, "kind_code", "level_code", *_DATES, *GUIDE_FIELDS, *REMEDY_FIELDS)
COLUMNS = {_LABELS[name]: name for name in _NAMES} | {PARENT: "parent", ANSWERS_AS: "answers_as"}

_Member = TypeVar("_Member", AgencyKind, Level)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line that was not taken, and why (未导入的行)."""

    line: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a line says of an organ: the fields it fills in, and the codes of the organs it hangs on (导入内容)."""

    line: int
    code: str
    parent_code: str = ""
    answers_as_code: str = ""
    told: Mapping[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The organ's name, or its code where the line gives none (名称)."""
        return str(self.told.get("name") or self.code)

    def profile(self, known: Agency | None) -> Profile:
        """Return the whole profile: what the line tells, over what is known (合并资料).

        Raises IncompleteError where a new organ lacks what it must have.
        """
        plain = {name: value for name, value in self.told.items() if name not in (*GUIDE_FIELDS, *REMEDY_FIELDS)}
        contacts = {name: str(value) for name, value in self.told.items() if name not in plain}
        if known is not None:
            return replace(_profile_of(known), **plain, contacts=contacts)  # type: ignore[arg-type]
        missing = [_LABELS[name] for name in _REQUIRED if not plain.get(name)]
        if missing:
            raise UnusableError(f"缺少“{'、'.join(missing)}”")
        return Profile(**plain, contacts=contacts)  # type: ignore[arg-type]


class UnusableError(Exception):
    """A line does not say what it must, or says what cannot be; the message is Chinese (行有误)."""


def wish_of(line: Line) -> Wish | Refusal:
    """Read a line (解析一行)."""
    cells = {COLUMNS[heading]: cell for heading, cell in line.cells.items() if cell}
    try:
        return _wish(line.number, cells)
    except UnusableError as refusal:
        return Refusal(line.number, cells.get("name", ""), str(refusal))


def _wish(number: int, cells: Mapping[str, str]) -> Wish:
    told: dict[str, object] = {name: cells[name] for name in _TEXTS if name in cells}
    told |= {name: cells[name] for name in (*GUIDE_FIELDS, *REMEDY_FIELDS) if name in cells}
    # An organ without a code of its own is known by its social credit code, as index numbers are.
    code = cells.get("code") or cells.get("uscc", "")
    if not code:
        raise UnusableError("“机构编码”和“统一社会信用代码”至少要有一项")
    told["code"] = code
    told |= {name: _day(cells[name]) for name in _DATES if name in cells}
    if "kind_code" in cells:
        told["kind_code"] = _member(AgencyKind, cells["kind_code"], "机关类别").code
    if "level_code" in cells:
        told["level_code"] = _member(Level, cells["level_code"], "行政层级").code
    fault = "；".join(filter(None, (check(cells[name]) for name, check in _CHECKS.items() if name in cells)))
    if fault:
        raise UnusableError(fault)
    return Wish(number, code, cells.get("parent", ""), cells.get("answers_as", ""), told)


_CHECKS = {
    "code": codes.fault_of_agency_code,
    "uscc": codes.fault_of_uscc,
    "division_code": codes.fault_of_division,
    "letter_prefix": codes.fault_of_letter_prefix,
}


def _member(kinds: type[_Member], text: str, label: str) -> _Member:
    found = next((member for member in kinds if text in (member.label, member.code)), None)
    if found is None:
        raise UnusableError(f"“{label}”写的是“{text}”，应为{'、'.join(_label(member) for member in kinds)}之一")
    return found


def _label(member: Enum) -> str:
    return str(member.value[1])


def _day(text: str) -> date:
    numbers = text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    try:
        year, month, day = (int(part) for part in numbers.split(" ")[0].split("-"))
        return date(year, month, day)
    except ValueError as wrong:
        raise UnusableError(f"日期“{text}”无法识别，应写成 2024-03-01 的样子") from wrong


def _profile_of(agency: Agency) -> Profile:
    return Profile(
        code=agency.code,
        name=agency.name,
        kind_code=agency.kind_code,
        level_code=agency.level_code,
        division_code=agency.division_code,
        uscc=agency.uscc,
        short_name=agency.short_name,
        valid_from=agency.valid_from,
        valid_until=agency.valid_until,
        letter_prefix=agency.letter_prefix,
    )
