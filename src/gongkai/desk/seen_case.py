"""Finding a case that an officer may see (查找申请件)."""

from __future__ import annotations

from django.http import Http404

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import case_for
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of


def case_seen(number: int, officer: Officer) -> tuple[Case, Rights]:
    """Return a case with the officer's rights, or raise Http404 where they may not see it (可见的申请件)."""
    rights = rights_of(officer)
    try:
        return case_for(number, rights=rights), rights
    except Case.DoesNotExist as absent:
        raise Http404 from absent
