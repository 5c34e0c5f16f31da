"""When annual reports are due (年度报告期限).

Organs and townships submit and publish by 31 January; a county's whole territory by 20 February, a city's by 10
March, a province's by 31 March; nothing is published later than 31 March (条例第四十九条; 国办公开办函〔2021〕30号).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.citations import Citation
from gongkai.statute.instruments import REGULATION_2019, REPORT_FORM_2021


class Scope(Enum):
    """The two reports of a government (报告范围)."""

    OWN = ("own", "本机关")
    TERRITORY = ("territory", "本级政府汇总")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


SCOPES = {scope.code: scope for scope in Scope}


@dataclass(frozen=True, slots=True)
class DueDay:
    """The day by which a report is to be submitted, and why (应当报送之日)."""

    on: date
    citation: Citation
    basis: str = ""


_TERRITORY_DAYS = {"county": (2, 20), "city": (3, 10)}
_OWN, _WHOLE = REGULATION_2019.at("第四十九条第一款"), REPORT_FORM_2021.at("")


def report_due(scope: Scope, *, level: str, year: int) -> DueDay:
    """Return when the report of ``year`` is due, by the organ's level (报送期限).

    ``level`` is province, city, county or township; a level that has no earlier day is due on 31 March.
    """
    if scope is Scope.OWN:
        return DueDay(date(year + 1, 1, 31), _OWN)
    month, day = _TERRITORY_DAYS.get(level, (3, 31))
    return DueDay(date(year + 1, month, day), _WHOLE)


def publication_due(scope: Scope, *, year: int) -> DueDay:
    """Return the last day on which a report may lawfully be published (公布期限)."""
    if scope is Scope.OWN:
        return DueDay(date(year + 1, 1, 31), _OWN)
    return DueDay(date(year + 1, 3, 31), REGULATION_2019.at("第四十九条第二款"))
