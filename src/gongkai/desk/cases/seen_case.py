"""Finding a case that an officer may see (查找申请件)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import case_for
from gongkai.apps.people.visitors import rights_behind


def case_seen(request: HttpRequest, number: int) -> tuple[Case, Rights]:
    """Return a case with the officer's rights, or raise Http404 where they may not see it (可见的申请件)."""
    rights = rights_behind(request)
    try:
        return case_for(number, rights=rights), rights
    except Case.DoesNotExist as absent:
        raise Http404 from absent


def may_read_file(case: Case, rights: Rights) -> bool:
    """Whether somebody may open letters and papers, which name the applicant (可否阅卷)."""
    return any(POLICY.allows(act, rights=rights, agency=case.agency) for act in (CaseAct.RECORD, CaseAct.EXPORT))


def require_reading(case: Case, rights: Rights) -> None:
    """Let pass who may open letters and papers, or raise PermissionDenied (核验阅卷权限)."""
    if not may_read_file(case, rights):
        raise PermissionDenied(f"您在“{case.agency}”没有查看函件和材料的权限。")
