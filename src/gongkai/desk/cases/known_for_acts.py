"""What the case already says of an act, so that nobody types it twice (已知要素)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.selectors import LedgerView
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_stages import Stage
from gongkai.statute.clock_steps import Phase
from gongkai.statute.consultations import Consulted
from gongkai.statute.delivery import DeliveryWay

_USUAL_CORRECTION_DAYS = 15
_WAYS = {
    "post": DeliveryWay.POST,
    "email": DeliveryWay.ELECTRONIC,
    "online": DeliveryWay.ELECTRONIC,
    "pick_up": DeliveryWay.IN_PERSON,
}
_ASKED = {Consulted.THIRD_PARTY: ActKind.THIRD_PARTY_ASKED, Consulted.ORGAN: ActKind.ORGAN_ASKED}


def known_for(kind: ActKind, case: Case, ledger: LedgerView, *, today: date) -> dict[str, Any]:
    """Return what an act's form is filled with to begin with (预填内容)."""
    find = _KNOWN.get(kind)
    return dict(find(case, ledger, today)) if find else {}


def _extension(_case: Case, ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    proposed = _last(ledger, ActKind.EXTENSION_PROPOSED)
    return {name: proposed.details[name] for name in ("days", "reason")} if proposed else {}


def _fee(_case: Case, ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    return {} if ledger.facts.fee_yuan is None else {"yuan": ledger.facts.fee_yuan}


def _correction(_case: Case, _ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    return {"days": _USUAL_CORRECTION_DAYS}


def _opinion_of(consulted: Consulted) -> Callable[[Case, LedgerView, date], Mapping[str, Any]]:
    def known(_case: Case, ledger: LedgerView, _today: date) -> Mapping[str, Any]:
        waiting = [party for who, party in _waiting(ledger) if who is consulted]
        return {"party": waiting[0]} if waiting else {}

    return known


def _told_party(_case: Case, ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    asked = _last(ledger, ActKind.THIRD_PARTY_ASKED)
    objecting = sorted(ledger.facts.to_be_told)
    party = objecting[0] if objecting else asked.details["party"] if asked else ""
    return {"party": party, "content": asked.details["part"] if asked else ""}


def _split(case: Case, _ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    return {"kept": case.matter}


def _proof(_case: Case, ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    delivered = _last(ledger, ActKind.NOTICE_DELIVERED)
    return {"proof": delivered.details.get("proof", "")} if delivered else {}


def _excess(case: Case, _ledger: LedgerView, today: date) -> Mapping[str, Any]:
    opens = date(today.year, 1, 1)
    same = Case.objects.filter(agency=case.agency_id, applicant_mark=case.applicant_mark, arrived_on__gte=opens)
    return {"counts": same.count(), "letter_volume_from": opens, "letter_volume_to": today}


def _fee_before(case: Case, _ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    """What the applicant filed here before it, in the month in which it arrived: those take the cheap places."""
    opens = case.arrived_on.replace(day=1)
    before = Q(arrived_on__lt=case.arrived_on) | Q(arrived_on=case.arrived_on, pk__lt=case.pk)
    same = Case.objects.filter(before, agency=case.agency_id, applicant_mark=case.applicant_mark, arrived_on__gte=opens)
    already = same.exclude(stage_code=Stage.VOIDED.code).count() if case.applicant_mark else 0
    return {"units": 1, "already": already}


def _notice(_case: Case, ledger: LedgerView, _today: date) -> Mapping[str, Any]:
    phase = ledger.facts.clock.phase if ledger.facts.clock else None
    if phase is Phase.AWAITING_CORRECTION:
        return {"notice": ActKind.CORRECTION_ASKED.code}
    if phase is Phase.AWAITING_PAYMENT:
        return {"notice": ActKind.FEE_NOTIFIED.code}
    waiting = _waiting(ledger)
    return {"notice": _ASKED[waiting[0][0]].code, "party": waiting[0][1]} if waiting else {}


def _delivery(case: Case, ledger: LedgerView, today: date) -> Mapping[str, Any]:
    way = _WAYS.get(case.wanted_way)
    return {"way": way.code if way else "", "sent_on": max(today, ledger.facts.issued_on or today)}


def _last(ledger: LedgerView, kind: ActKind) -> CaseEvent | None:
    return next((event for event in reversed(ledger.events) if event.kind is kind), None)


def _waiting(ledger: LedgerView) -> list[tuple[Consulted, str]]:
    asked = ledger.facts.clock.consultations if ledger.facts.clock else ()
    return [(each.consulted, each.party) for each in asked if each.answered_on is None]


_KNOWN: Mapping[ActKind, Callable[[Case, LedgerView, date], Mapping[str, Any]]] = {
    ActKind.EXTENDED: _extension,
    ActKind.FEE_PROPOSED: _fee_before,
    ActKind.FEE_NOTIFIED: _fee,
    ActKind.FEE_PAID: _fee,
    ActKind.CORRECTION_ASKED: _correction,
    ActKind.THIRD_PARTY_ANSWERED: _opinion_of(Consulted.THIRD_PARTY),
    ActKind.ORGAN_ANSWERED: _opinion_of(Consulted.ORGAN),
    ActKind.THIRD_PARTY_TOLD: _told_party,
    ActKind.CORRECTION_LAPSED: _proof,
    ActKind.FEE_LAPSED: _proof,
    ActKind.REASONS_ASKED: _excess,
    ActKind.NOTICE_DELIVERED: _notice,
    ActKind.SPLIT: _split,
    ActKind.DELIVERED: _delivery,
}
