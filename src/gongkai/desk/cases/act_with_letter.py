"""An act and its letter on one page: typed once, drafted, looked at, and done together (办理并发函)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.act_letters import LetterOrder
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors import LedgerView, letter_after, view_after
from gongkai.apps.casework.services import do_letter_outside, do_with_letters
from gongkai.apps.people.models import Officer
from gongkai.desk import clock
from gongkai.desk.cases.act_form import REFUSALS
from gongkai.desk.cases.act_letter_form import DRAFTING, ActLetterForm
from gongkai.desk.cases.desk_acts import DeskAct
from gongkai.desk.cases.doing_acts import act_page, done
from gongkai.desk.cases.known_for_acts import known_for
from gongkai.desk.cases.letter_body import mark_of, typed_body
from gongkai.letters.composing import LetterIncomplete
from gongkai.letters.letter import Letter
from gongkai.statute.case_acts import ActKind


@dataclass(frozen=True, slots=True)
class _Draft:
    """The letters of an act so far; ``text`` is what stands in the editor, ``lacks`` what an edited text has lost."""

    orders: tuple[LetterOrder, ...]
    letters: tuple[Letter, ...]
    text: str
    composed: str
    lacks: tuple[str, ...] = ()

    @property
    def mark(self) -> str:
        """What tells whether the officer changed the text (拟制正文的标记)."""
        return mark_of(self.composed)


def act_with_letter(
    request: HttpRequest, officer: Officer, case: Case, rights: Rights, *, act: DeskAct, ledger: LedgerView
) -> HttpResponse:
    """Ask for the act, draft its letter, and do both; or record the act alone (办理并发函)."""
    may_issue = POLICY.allows(CaseAct.ISSUE, rights=rights, agency=case.agency)
    form = _form(request, act, case, ledger)
    page = partial(_page, request, act=act, form=form, case=case, ledger=ledger, may_issue=may_issue)
    if request.method != "POST":
        return page()
    if request.POST.get("step") not in DRAFTING or not may_issue:
        return redirect("desk:case", case.pk) if _recorded(form, act, case, officer) else page()
    drafted = _drafted(request, form, act, ledger)
    if drafted is None:
        return page()
    if request.POST["step"] == "issue" and not drafted.lacks and _issued(form, drafted, act, case, officer):
        return redirect("desk:case", case.pk)
    return page(drafted=drafted)


def _form(request: HttpRequest, act: DeskAct, case: Case, ledger: LedgerView) -> ActLetterForm:
    return ActLetterForm(
        request.POST if request.method == "POST" else None,
        act=act,
        ledger=ledger,
        seen=case.last_seq,
        today=clock.today(),
        told=known_for(act.kind, case, ledger, today=clock.today()),
    )


def _recorded(form: ActLetterForm, act: DeskAct, case: Case, officer: Officer) -> bool:
    """Record the act alone; where a letter is due, it has to be told where it went."""
    if form.is_valid() and not form.cleaned_data["outside"] and not act.may_go_without_letter:
        form.add_error("outside", "函件不在这里发出的，请写明已经发出的函件文号，或者说明原因。")
        return False
    outside = form.cleaned_data.get("outside", "")
    return done(form, partial(_service, do_letter_outside, act.kind, outside=outside), case=case, by=officer)


def _issued(form: ActLetterForm, drafted: _Draft, act: DeskAct, case: Case, officer: Officer) -> bool:
    return done(form, partial(_service, do_with_letters, act.kind, letters=drafted.orders), case=case, by=officer)


def _service(
    service: Any,
    kind: ActKind,
    *,
    case: Case,
    by: Officer,
    seen: int,
    on: Any,
    today: Any,
    letters: tuple[LetterOrder, ...] | None = None,
    outside: str | None = None,
    **details: Any,
) -> Case:
    """Hand what the form tells to a service that takes the act's details together."""
    more: dict[str, Any] = {"letters": letters} if letters is not None else {"outside": outside}
    done: Case = service(kind, case=case, by=by, seen=seen, on=on, today=today, details=details, **more)
    return done


def _drafted(request: HttpRequest, form: ActLetterForm, act: DeskAct, ledger: LedgerView) -> _Draft | None:
    """Return the letters as the act would make them; None where the form tells why there are none."""
    if not form.is_valid():
        return None
    try:
        after = view_after(ledger, act.kind, on=form.cleaned_data["on"], today=clock.today(), details=form.told())
        orders = form.orders()
        composed = tuple(letter_after(after, order) for order in orders)
    except REFUSALS as refusal:
        form.refuse(refusal, seen=ledger.case.last_seq)
        return None
    drafted = _Draft(orders, composed, composed[0].body_text, composed[0].body_text)
    typed = typed_body(request)
    return drafted if typed is None else _edited(drafted, after, typed)


def _edited(drafted: _Draft, after: LedgerView, typed: str) -> _Draft:
    """Return the draft with an officer's version of the text, or with what that version has lost."""
    own, *others = drafted.orders
    try:
        letter = letter_after(after, own, body=typed)
    except LetterIncomplete as lack:
        return replace(drafted, text=typed, lacks=tuple(each.message for each in lack.lacks))
    orders = (replace(own, body=typed), *others)
    return replace(drafted, orders=orders, letters=(letter, *drafted.letters[1:]), text=typed)


def _page(
    request: HttpRequest,
    *,
    act: DeskAct,
    form: ActLetterForm,
    case: Case,
    ledger: LedgerView,
    may_issue: bool,
    drafted: _Draft | None = None,
) -> HttpResponse:
    template = "desk/cases/act_review.html" if drafted else "desk/cases/act_letter.html"
    is_review = drafted is not None and not form.errors and not drafted.lacks
    more = {"template": template, "may_issue": may_issue, "drafted": drafted, "is_review": is_review}
    return act_page(request, act=act, form=form, case=case, ledger=ledger, **more)
