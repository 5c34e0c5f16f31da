"""Proposing a fee, with the reckoning shown before it is proposed (信息处理费)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import ledger_of
from gongkai.apps.casework.services import propose_fee
from gongkai.apps.people.models import Officer
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.cases.desk_acts import DESK_ACTS
from gongkai.desk.cases.doing_acts import act_page, done
from gongkai.desk.cases.known_for_acts import known_for
from gongkai.desk.cases.seen_case import case_seen
from gongkai.statute.case_acts import ActKind
from gongkai.statute.errors import RuleNotInForce
from gongkai.statute.fees import Fee, page_fee, piece_fee
from gongkai.statute.procedure_fields import FIELDS

_FIELDS = tuple(field for field in FIELDS[ActKind.FEE_PROPOSED] if field.code != "yuan")


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def case_fee(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Reckon a fee, then propose it (拟收费)."""
    case, rights = case_seen(request, number)
    POLICY.require(CaseAct.WORK, rights=rights, agency=case.agency)
    posted = request.POST if request.method == "POST" else None
    ledger, day = ledger_of(case), clock.today()
    known = known_for(ActKind.FEE_PROPOSED, case, ledger, today=day)
    form = ActForm(posted, fields=_FIELDS, seen=case.last_seq, today=day, told=known)
    is_settled = request.method == "POST" and request.POST.get("step") == "propose"
    if is_settled and done(form, propose_fee, case=case, by=officer):
        return redirect("desk:case", case.pk)
    fee = _reckoned(form) if posted else None
    more = {"template": "desk/cases/fee.html", "fee": fee}
    return act_page(request, act=DESK_ACTS[ActKind.FEE_PROPOSED.code], form=form, case=case, ledger=ledger, **more)


def _reckoned(form: ActForm) -> Fee | None:
    """Return the fee of what was typed, or None where that makes no fee."""
    if not form.is_valid():
        return None
    told: dict[str, Any] = form.told()
    on = form.cleaned_data["on"]
    try:
        if told["basis"] == "pieces":
            return piece_fee(told["units"], on=on, already=told.get("already", 0))
        return page_fee(told["units"], on=on)
    except (RuleNotInForce, ValueError) as refusal:
        form.add_error(None, str(refusal))
        return None
