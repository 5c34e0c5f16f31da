"""What the law, or our knowledge of it, refuses (法律上的拒绝).

StatuteError
├── ActRefused            an act that the law does not allow now (不予准许)
├── RuleNotInForce        a rule asked about for a day on which it was not yet law (规定尚未施行)
├── CalendarNotPublished  working days of a year whose holiday notice is not out (放假安排尚未公布)
└── NoticeRefused         a holiday notice, loaded as data, that cannot be right (放假通知有误)
"""
# ruff: noqa: N818  The names say what the law says; "ActRefused" reads as a sentence.

from __future__ import annotations

from gongkai.statute.citations import Citation


class StatuteError(Exception):
    """The law refuses, and says where (法律上的拒绝).

    ``message`` is Chinese and for people, ``citation`` the provision that the refusal rests on.
    """

    def __init__(self, message: str, citation: Citation) -> None:
        super().__init__(f"{message}（依据：{citation}）")
        self.message = message
        self.citation = citation


class ActRefused(StatuteError):
    """The act may not be done in this state of the case, or not on this day (不予准许)."""


class RuleNotInForce(StatuteError):
    """The rule was not yet law on that day (规定尚未施行)."""


class CalendarNotPublished(StatuteError):
    """The working days of that year are not settled yet (放假安排尚未公布)."""


class NoticeRefused(StatuteError):
    """A holiday notice contradicts itself or another one (放假通知有误)."""
