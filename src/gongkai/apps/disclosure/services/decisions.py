"""Correcting the register of decisions: an entry is voided or withdrawn, never deleted (行政决定登记的更正)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.apps.audit.services import record
from gongkai.apps.disclosure.models import Decision
from gongkai.apps.disclosure.permissions import POLICY, DisclosureAct
from gongkai.apps.people.models import Officer
from gongkai.apps.people.rights import rights_of
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import PENALTY_LAW

_WITHDRAWAL = PENALTY_LAW.at("第四十八条第二款")


@transaction.atomic
def void_decision(*, decision: Decision, reason: str, by: Officer, today: date) -> Decision:
    """Strike an entry made by mistake: it is not counted any more (作废登记). Raises ActRefused, PermissionDenied."""
    locked = _locked(decision, by=by, today=today)
    locked.voided_at, locked.reason_voided = timezone.now(), reason
    locked.save(update_fields=["voided_at", "reason_voided"])
    record(DisclosureAct.VOID_DECISION, by=by, on=locked, reason=reason)
    return locked


@transaction.atomic
def withdraw_decision(*, decision: Decision, reason: str, by: Officer, today: date) -> Decision:
    """Take a decision that was changed or annulled off the public pages; it counts all the same (撤下公示).

    Law on administrative penalties, Article 48: within three days, with an explanation. Raises ActRefused,
    PermissionDenied.
    """
    locked = _locked(decision, by=by, today=today)
    if not locked.is_published or locked.withdrawn_on:
        raise ActRefused("这件决定没有公示或者已经撤下", _WITHDRAWAL)
    locked.withdrawn_on, locked.reason_voided = today, reason
    locked.save(update_fields=["withdrawn_on", "reason_voided"])
    record(DisclosureAct.VOID_DECISION, by=by, on=locked, reason=reason)
    return locked


def _locked(decision: Decision, *, by: Officer, today: date) -> Decision:
    POLICY.require(DisclosureAct.VOID_DECISION, rights=rights_of(by, today), agency=decision.agency)
    locked = Decision.objects.select_for_update(of=("self",)).select_related("agency").get(pk=decision.pk)
    if locked.voided_at:
        raise ActRefused("这件决定的登记已经作废", _WITHDRAWAL)
    return locked
