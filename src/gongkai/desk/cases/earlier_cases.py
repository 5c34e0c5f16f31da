"""Earlier applications of the same applicant that look like this one (疑似重复)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import suspected_repeats


def earlier_alike(case: Case) -> Sequence[Case]:
    """Return what an officer should compare the case with; the officer decides (疑似重复申请)."""
    if case.applicant.erased_at:
        return ()
    applicant = ApplicantForm(**{field.name: getattr(case.applicant, field.name) for field in fields(ApplicantForm)})
    request = RequestForm(title=case.title, description=case.request_text, document_number=case.document_number)
    found = suspected_repeats(case.agency, applicant=applicant, request=request)
    family = {case.pk, case.split_from_id} - {None}
    return [each for each in found if each.pk < case.pk and not family & {each.pk, each.split_from_id}]
