"""What the desk's navigation offers of casework (工作台导航)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from gongkai.apps.agencies.rights import AgencyPolicy
from gongkai.apps.audit.permissions import Act
from gongkai.apps.casework.permissions import POLICY as CASEWORK
from gongkai.apps.casework.permissions import CaseAct
from gongkai.apps.disclosure.permissions import POLICY as DISCLOSURE
from gongkai.apps.disclosure.permissions import DisclosureAct
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.remedies.permissions import POLICY as REMEDIES
from gongkai.apps.remedies.permissions import RemedyCaseAct
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, COLLECTION_POLICY, CollectionAct, ReportAct

_OFFERED: Sequence[tuple[AgencyPolicy, Act, tuple[str, str, str]]] = (
    (CASEWORK, CaseAct.READ, ("today", "desk:today", "今日办理")),
    (CASEWORK, CaseAct.READ, ("cases", "desk:cases", "申请件")),
    (REMEDIES, RemedyCaseAct.READ, ("remedies", "desk:remedies", "复议诉讼")),
    (DISCLOSURE, DisclosureAct.READ, ("documents", "desk:documents", "规章文件")),
    (DISCLOSURE, DisclosureAct.READ, ("decisions", "desk:decisions", "行政决定")),
    (DISCLOSURE, DisclosureAct.READ, ("charges", "desk:charges", "收费")),
    (ANNUAL_POLICY, ReportAct.READ, ("annual", "desk:annual", "年度报告")),
    (COLLECTION_POLICY, CollectionAct.READ, ("collections", "desk:report_collections", "报告集")),
    (CASEWORK, CaseAct.LOAD_CALENDAR, ("calendar", "desk:holiday_calendar", "工作日历")),
)


def casework(request: HttpRequest) -> dict[str, object]:
    """Return what somebody may open and what they are, asked only by the pages that show it (导航)."""
    return {"casework_offered": lambda: _offered(request), "roles_held": lambda: _roles(request)}


def _roles(request: HttpRequest) -> str:
    """Return the roles of who is signed in, each once however many organs it is held at (岗位)."""
    return "、".join(dict.fromkeys(held.role.label for held in rights_behind(request).held))


def _offered(request: HttpRequest) -> Sequence[tuple[str, str, str]]:
    """Return the tab, the name of the address and the words of each."""
    rights = rights_behind(request)
    return [told for policy, act, told in _OFFERED if policy.allows_somewhere(act, rights=rights)]
