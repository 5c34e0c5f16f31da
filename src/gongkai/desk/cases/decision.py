"""The guided decision: five gates in their order, then exactly the facts that the outcome needs (拟办答复)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import LedgerView, ledger_of
from gongkai.apps.casework.services import propose
from gongkai.apps.people.models import Officer
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.cases.desk_acts import DESK_ACTS, DeskAct
from gongkai.desk.cases.doing_acts import act_page, done
from gongkai.desk.cases.known_so_far import known_so_far
from gongkai.desk.cases.seen_case import case_seen
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_fields import Field
from gongkai.statute.outcomes import Gate, Outcome
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.procedure_third_parties import STATED, recorded_opinion

_GATES = {gate.code: gate for gate in Gate}
_ORDER = tuple(Gate)
_OPINION = Field("opinion", "拟办意见", hint="给审核人和批准人看，不写进答复书", is_required=False)
_STEPS_AT = {
    Gate.CLEAR: (ActKind.CORRECTION_ASKED, ActKind.TALKED),
    Gate.OURS: (ActKind.ORGAN_ASKED, ActKind.REASONS_ASKED),
    Gate.EXISTS: (ActKind.SEARCHED,),
    Gate.GIVE: (ActKind.THIRD_PARTY_ASKED, ActKind.ORGAN_ASKED, ActKind.FEE_PROPOSED),
}
"""What may have to be done at a gate before it can be answered."""


class ProposalForm(ActForm):
    """The facts of one outcome (结果要素表单)."""

    def told(self) -> dict[str, Any]:
        """Return the facts apart from the opinion, as the service wants them (拟办要素)."""
        facts = {code: _plain(value) for code, value in super().told().items()}
        return {"opinion": facts.pop("opinion", ""), "facts": facts}


@require_safe
@for_officers
def gates(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:  # noqa: ARG001
    """Ask the question of one gate and offer what stops there (五道关口)."""
    case, rights = case_seen(request, number)
    POLICY.require(CaseAct.WORK, rights=rights, agency=case.agency)
    if "outcome" in request.GET:
        return redirect("desk:case_proposal", case.pk, _known_code(request.GET["outcome"]))
    gate = _GATES.get(request.GET.get("gate", ""), Gate.CLEAR)
    place = _ORDER.index(gate)
    context = {
        "section": "desk",
        "tab": "cases",
        "case": case,
        "gate": gate,
        "place": place + 1,
        "gates": _ORDER,
        "passed": _ORDER[:place],
        # Whether to give is the last question that an outcome hangs on; the fifth gate looks at what was written.
        "next": _ORDER[place + 1] if place < _ORDER.index(Gate.GIVE) else None,
        "outcomes": [each for each in OUTCOMES.values() if each.gate is gate and each.is_decided],
        "known": known_so_far(case, ledger_of(case), today=clock.today()),
        "steps": [DESK_ACTS[kind.code] for kind in _STEPS_AT.get(gate, ())],
    }
    return render(request, "desk/cases/gates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def proposal(request: HttpRequest, officer: Officer, number: int, code: str) -> HttpResponse:
    """Ask for the facts of an outcome, exactly, and propose it (拟办答复)."""
    case, rights = case_seen(request, number)
    POLICY.require(CaseAct.WORK, rights=rights, agency=case.agency)
    outcome = OUTCOMES[_known_code(code)]
    ledger = ledger_of(case)
    form = _form(request, case, outcome, ledger)
    if request.method == "POST" and done(form, propose, case=case, by=officer, outcome=outcome.code):
        return redirect("desk:case_letter", case.pk)
    known = known_so_far(case, ledger, today=clock.today())
    more = {"template": "desk/cases/proposal.html", "outcome": outcome, "known": known}
    return act_page(request, act=_act(), form=form, case=case, ledger=ledger, **more)


def _plain(value: Any) -> Any:
    """Return a fact as the ledger keeps it: days as ISO text."""
    return value.isoformat() if isinstance(value, date) else value


def _form(request: HttpRequest, case: Case, outcome: Outcome, ledger: LedgerView) -> ProposalForm:
    standing = ledger.facts.proposal
    known = _as_typed(standing.facts) if standing and standing.outcome is outcome else _searched(ledger)
    known |= {STATED: recorded_opinion(ledger.facts)}
    given = request.POST if request.method == "POST" else None
    return ProposalForm(given, fields=(*outcome.facts, _OPINION), seen=case.last_seq, today=clock.today(), told=known)


def _searched(ledger: LedgerView) -> dict[str, Any]:
    """Return what the last logged search tells, so that nobody types it twice."""
    event = next((each for each in reversed(ledger.events) if each.kind is ActKind.SEARCHED), None)
    if event is None:
        return {}
    told = event.details
    return {
        "searched_by": told.get("by_whom"),
        "searched_on": event.on,
        "searched_places": "\n".join(told.get("places", ())),
        "search_terms": "\n".join(told.get("terms", ())),
        "search": told.get("result"),
    }


def _as_typed(facts: Any) -> dict[str, Any]:
    """Return stored facts as a form shows them: lists of lines as text."""
    return {
        code: "\n".join(value) if isinstance(value, list) and all(isinstance(line, str) for line in value) else value
        for code, value in facts.items()
    }


def _known_code(code: str) -> str:
    if code not in OUTCOMES or not OUTCOMES[code].is_decided:
        raise Http404
    return code


def _act() -> DeskAct:
    return DESK_ACTS[ActKind.PROPOSED.code]
