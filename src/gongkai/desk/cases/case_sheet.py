"""A case on one page: who, what, the clock, what may be done next, what happened, the papers (申请件)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Applicant, Case, Letter
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import LedgerView, ledger_of, suspected_kind
from gongkai.apps.casework.selectors.joint_answers import answered_with, judged_alike
from gongkai.apps.casework.services import JUDGING, reveal_applicant
from gongkai.apps.casework.told_events import facts_told, told
from gongkai.apps.people.models import Officer
from gongkai.apps.remedies.permissions import POLICY as REMEDY_POLICY
from gongkai.apps.remedies.permissions import RemedyCaseAct
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.earlier_cases import earlier_alike
from gongkai.desk.cases.known_so_far import corrections_of, opinions_on_proposal
from gongkai.desk.cases.next_acts import Offer, in_groups, offers_for, refusals_of
from gongkai.desk.cases.seen_case import case_seen, may_read_file
from gongkai.statute.case_stages import Stage

_SUSPECTED_AT = (Stage.UNCONFIRMED, Stage.RECEIVED, Stage.HANDLING)


@require_safe
@never_cache
@for_officers
def case_sheet(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """Show a case (申请件)."""
    case, rights = case_seen(request, number)
    return render(request, "desk/cases/case.html", _contents(case, rights))


@require_POST
@never_cache
@for_officers
def case_reveal(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show a case with the applicant's identity, which goes on record (显示申请人)."""
    case, rights = case_seen(request, number)
    applicant = reveal_applicant(case=case, by=officer, today=clock.today())
    return render(request, "desk/cases/case.html", {**_contents(case, rights), "revealed": _plainly(applicant)})


def _contents(case: Case, rights: Rights) -> dict[str, Any]:
    day = clock.today()
    ledger = ledger_of(case)
    offers = offers_for(case, ledger, rights=rights, today=day)
    proposal = ledger.facts.proposal
    notes = list(case.notes.select_related("by").order_by("-pk"))
    return {
        "section": "desk",
        "tab": "cases",
        "today": day,
        "case": case,
        "facts": ledger.facts,
        "clock": ledger.clock,
        "trace": ledger.clock.trace if ledger.clock else (),
        "may_read_file": may_read_file(case, rights),
        "may_export": POLICY.allows(CaseAct.EXPORT, rights=rights, agency=case.agency),
        "may_reveal": POLICY.allows(CaseAct.REVEAL, rights=rights, agency=case.agency),
        "open_acts": in_groups(each for each in offers if each.is_open and not each.is_rare),
        "rare_acts": in_groups(each for each in offers if each.is_open and each.is_rare),
        "refusals": refusals_of(offers),
        "proposal": proposal,
        "judged_alike": _judged_alike(ledger, offers),
        "opinions": opinions_on_proposal(ledger) if proposal else (),
        "proposal_facts": tuple(facts_told(proposal.outcome.code, proposal.facts)) if proposal else (),
        "timeline": tuple(told(event) for event in reversed(ledger.events)),
        "documents": list(case.documents.order_by("part", "pk")),
        "letters": list(Letter.of(case.pk)),
        "answered_with": answered_with(case),
        "may_enter_remedy": REMEDY_POLICY.allows(RemedyCaseAct.RECORD, rights=rights, agency=case.agency),
        "remedies": list(case.remedies.exclude(is_struck=True).order_by("-pk")),
        "notes": notes,
        "corrections": corrections_of(ledger, {note.seq: note.text for note in notes}),
        "parts": list(case.parts.order_by("pk")),
        **_suspicions(case),
    }


def _judged_alike(ledger: LedgerView, offers: Sequence[Offer]) -> tuple[Case, ...]:
    """Return the cases that whoever may judge this one could judge with it, this one first; none where it is alone."""
    if not any(offer.is_open and offer.act.kind in JUDGING for offer in offers):
        return ()
    alike = judged_alike(ledger)
    return (ledger.case, *alike) if alike else ()


def _suspicions(case: Case) -> dict[str, Any]:
    """Return what an officer should look at before working on the case: the officer decides."""
    if case.stage not in _SUSPECTED_AT:
        return {}
    return {
        "repeats": earlier_alike(case),
        "suspected": suspected_kind(f"{case.title}\n{case.request_text}"),
    }


def _plainly(applicant: Applicant) -> tuple[tuple[str, str], ...]:
    """Return the identity and contact of an applicant with their labels, blanks left out."""
    fields = (
        ("姓名或者名称", applicant.name),
        ("证件号码", applicant.identity_number),
        ("联系人", applicant.contact_person),
        ("联系电话", applicant.phone),
        ("电子邮箱", applicant.email),
        ("联系地址", applicant.address),
        ("邮政编码", applicant.postcode),
        ("代理人", applicant.agent_name),
    )
    return tuple((label, value) for label, value in fields if value)
