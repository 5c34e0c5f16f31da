"""An applicant finds its own case by reference and code (凭编号查询)."""

from __future__ import annotations

from hmac import compare_digest

from gongkai.apps.casework.marks import secret_mark
from gongkai.apps.casework.models import Case

_NOBODY = "0" * 64


def case_for_follower(reference: str, code: str) -> Case | None:
    """Return the case that a reference and its secret code belong to, else None (申请人查询).

    A wrong reference and a wrong code cost the same: one look-up, one mark, one comparison. The case itself, whose
    sealed fields take time to open, is read only for the right code.
    """
    marks = Case.objects.filter(reference=reference.strip()).values_list("secret_mark", flat=True)
    if not compare_digest(marks.first() or _NOBODY, secret_mark(code)):
        return None
    return Case.objects.select_related("agency", "applicant").get(reference=reference.strip())
