"""What every page may know of who is looking (页面中的登录信息)."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest

from gongkai.apps.agencies import permissions as agencies
from gongkai.apps.audit import permissions as audit
from gongkai.apps.people.models import Officer
from gongkai.apps.people.permissions import ACCOUNTS, POLICY, PeopleAct
from gongkai.apps.people.visitors import person_behind, rights_behind


def signed_in(request: HttpRequest) -> dict[str, object]:
    """Return the officer who is signed in and what the navigation may offer (登录信息)."""
    person = person_behind(request)
    return {
        "officer": person if isinstance(person, Officer) else None,
        "may_enter_desk": POLICY.allows(PeopleAct.ENTER_DESK, role=person.role),
        "may_read_log": audit.POLICY.allows(audit.AuditAct.READ, role=person.role),
        # Asked only by the pages that show it.
        "settings_offered": lambda: _settings_offered(request),
    }


def _settings_offered(request: HttpRequest) -> Sequence[tuple[str, str, str]]:
    """Return the settings that somebody may open: the tab, the address's name, the words."""
    rights = rights_behind(request)
    offered = (
        (agencies.POLICY, agencies.AgencyAct.READ, ("agencies", "desk:settings_agencies", "行政机关")),
        (ACCOUNTS, PeopleAct.READ, ("people", "desk:settings_people", "工作人员")),
    )
    return [told for policy, act, told in offered if policy.allows_somewhere(act, rights=rights)]
