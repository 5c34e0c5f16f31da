"""Cases as the rows of a list need them (列表行)."""

from __future__ import annotations

from gongkai.apps.casework.models import CaseQuerySet

# A row shows a masked name: opening the other sealed fields would cost most of the page.
_UNSHOWN = ("identity_number", "contact_person", "phone", "email", "address", "agent_name", "agent_identity")


def as_rows(cases: CaseQuerySet) -> CaseQuerySet:
    """Return the cases with what a row shows and no more (列表字段)."""
    return cases.for_lists().defer(*(f"applicant__{field}" for field in _UNSHOWN))
