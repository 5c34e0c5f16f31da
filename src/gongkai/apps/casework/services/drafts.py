"""What an officer began to write (草稿)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.apps.casework.models import Case, Draft
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of


@transaction.atomic
def save_draft(*, case: Case, by: Officer, today: date, purpose: str, content: str) -> Draft:
    """Keep a draft, one for each purpose of a case (保存草稿)."""
    POLICY.require(CaseAct.RECORD, rights=rights_of(by, today), agency=case.agency)
    draft, _ = Draft.objects.update_or_create(case=case, purpose=purpose, defaults={"content": content, "by": by})
    return draft


@transaction.atomic
def drop_draft(*, case: Case, by: Officer, today: date, purpose: str) -> None:
    """Throw a draft away (丢弃草稿)."""
    POLICY.require(CaseAct.RECORD, rights=rights_of(by, today), agency=case.agency)
    Draft.objects.filter(case=case, purpose=purpose).delete()
