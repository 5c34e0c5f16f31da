"""How a report stands, told by how grave its findings are (核查结论)."""

from __future__ import annotations

from enum import Enum


class Outcome(Enum):
    """The verdict on a report in one word (核查结论)."""

    ERRORS = ("errors", "有错误")
    WARNINGS = ("warnings", "有警示")
    NOTICES = ("notices", "有提示")
    INCOMPLETE = ("incomplete", "未读全")
    CLEAN = ("clean", "未发现问题")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


BY_CODE = {outcome.code: outcome for outcome in Outcome}


def outcome_of(*, errors: int, warnings: int, notices: int, missing_tables: int) -> Outcome:
    """Return the gravest thing to say of a report; an unread table outweighs a notice (核查结论)."""
    if errors:
        return Outcome.ERRORS
    if warnings:
        return Outcome.WARNINGS
    if missing_tables:
        return Outcome.INCOMPLETE
    return Outcome.NOTICES if notices else Outcome.CLEAN
