"""How long a decision may be shown to the public (行政决定公示期)."""

from __future__ import annotations

from datetime import date

from gongkai.statute.instruments import CREDIT_REPAIR
from gongkai.statute.timelines import Timeline, Version

# 存疑：2026年4月1日起施行的《信用修复管理办法》按失信程度分级规定公示期，未能核对原文；三年仍是其上限。
LONGEST_PENALTY_SHOWING = Timeline("行政处罚信息的最长公示期（年）", (Version(3, CREDIT_REPAIR.at("")),))


def penalties_shown_since(day: date) -> date:
    """Return the earliest day of decision of a penalty that may still be shown on ``day`` (处罚公示起点).

    For one whose register names no last day of showing. Raises RuleNotInForce before the measures.
    """
    year = day.year - LONGEST_PENALTY_SHOWING.on(day).value
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
