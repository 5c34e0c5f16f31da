"""An applicant finds its own case by reference and code (凭编号查询)."""

from __future__ import annotations

from hmac import compare_digest

from gongkai.apps.casework.marks import secret_mark
from gongkai.apps.casework.models import Case

_NOBODY = "0" * 64


def case_for_follower(reference: str, code: str) -> Case | None:
    """Return the case that a reference and its secret code belong to, else None (申请人查询).

    A wrong reference and a wrong code cost the same: one look-up, one mark, one comparison.
    """
    found = Case.objects.filter(reference=reference.strip()).select_related("agency", "applicant").first()
    given = secret_mark(code)
    matches = compare_digest(found.secret_mark if found else _NOBODY, given)
    return found if matches else None
