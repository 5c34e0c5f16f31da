"""What the desk's navigation offers of casework (工作台导航)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.people.visitors import rights_behind

_OFFERED = (
    (CaseAct.READ, ("today", "desk:today", "今日办理")),
    (CaseAct.READ, ("cases", "desk:cases", "申请件")),
    (CaseAct.LOAD_CALENDAR, ("calendar", "desk:holiday_calendar", "工作日历")),
)


def casework(request: HttpRequest) -> dict[str, object]:
    """Return the pages of casework that somebody may open, asked only by the pages that show them (导航)."""
    return {"casework_offered": lambda: _offered(request)}


def _offered(request: HttpRequest) -> Sequence[tuple[str, str, str]]:
    """Return the tab, the name of the address and the words of each."""
    rights = rights_behind(request)
    return [told for act, told in _OFFERED if POLICY.allows_somewhere(act, rights=rights)]
