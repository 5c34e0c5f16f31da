"""The cases that an officer may see (可见申请件)."""

from __future__ import annotations

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.permissions import POLICY, CaseAct

SOON_WORKING_DAYS = 3


def cases_visible_to(rights: Rights) -> CaseQuerySet:
    """Return the cases of the organs where somebody may read them (可见申请件)."""
    visible = POLICY.narrow(Case.objects.all(), CaseAct.READ, rights=rights)
    assert isinstance(visible, CaseQuerySet)
    return visible


def case_for(number: int, *, rights: Rights) -> Case:
    """Return one case with its organ and applicant (单个申请件). Raises Case.DoesNotExist if not visible."""
    return (
        cases_visible_to(rights)
        .select_related("agency__answers_as", "applicant", "assignee", "split_from")
        .get(pk=number)
    )
