"""Finding a case that an officer may see (查找申请件)."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import case_for
from gongkai.apps.people.visitors import rights_behind


def case_seen(request: HttpRequest, number: int) -> tuple[Case, Rights]:
    """Return a case with the officer's rights, or raise Http404 where they may not see it (可见的申请件)."""
    rights = rights_behind(request)
    try:
        return case_for(number, rights=rights), rights
    except Case.DoesNotExist as absent:
        raise Http404 from absent
