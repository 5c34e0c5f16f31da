"""What is wrong in a report, said so that its authors can mend it (核查发现)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How grave a finding is (严重程度)."""

    ERROR = ("error", "错误")
    WARNING = ("warning", "警示")
    NOTICE = ("notice", "提示")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in a report (核查发现).

    ``rule`` is a name of the outside contract. ``cells`` are paths of cells; ``expected`` and ``found`` are printed
    values; ``quote`` is the passage of the report that was judged; ``citation`` the provision it offends.
    """

    rule: str
    severity: Severity
    message: str
    cells: tuple[str, ...] = ()
    expected: str | None = None
    found: str | None = None
    quote: str | None = None
    citation: str | None = None
