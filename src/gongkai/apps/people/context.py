"""What every page may know of who is looking (页面中的登录信息)."""

from __future__ import annotations

from django.http import HttpRequest

from gongkai.apps.audit import permissions as audit
from gongkai.apps.people.models import Officer
from gongkai.apps.people.permissions import POLICY, PeopleAct
from gongkai.apps.people.visitors import person_behind


def signed_in(request: HttpRequest) -> dict[str, object]:
    """Return the officer who is signed in and what the navigation may offer (登录信息)."""
    person = person_behind(request)
    return {
        "officer": person if isinstance(person, Officer) else None,
        "may_enter_desk": POLICY.allows(PeopleAct.ENTER_DESK, role=person.role),
        "may_read_log": audit.POLICY.allows(audit.AuditAct.READ, role=person.role),
    }
