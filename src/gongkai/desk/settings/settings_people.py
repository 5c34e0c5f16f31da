"""Accounts and roles, for administrators (工作人员设置)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.agencies.roles import ROLES
from gongkai.apps.audit.permissions import Act, Role
from gongkai.apps.people import accounts, granting, second_factors, selectors, sessions, signing_in
from gongkai.apps.people.models import Officer
from gongkai.apps.people.permissions import ACCOUNTS, PeopleAct
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk.access import for_officers
from gongkai.desk.settings.settings_acts import choosing_among, done, found, options_of, page_position, searched
from gongkai.desk.settings.settings_forms import GrantForm, NewPersonForm, PersonForm, SystemRoleForm

_PAGE = {"section": "desk", "tab": "people"}


@dataclass(frozen=True, slots=True)
class _Button:
    """An act on an account that asks for nothing more: shown where it makes sense (账号操作)."""

    label: str
    act: Act
    do: Callable[..., object]
    fits: Callable[[Officer], bool]


def _now(act: Callable[..., object]) -> Callable[..., object]:
    return lambda **given: act(**given, now=timezone.now())


_BUTTONS: Mapping[str, _Button] = {
    "reset-password": _Button("重置密码", PeopleAct.RESET_PASSWORD, _now(accounts.reset_password), lambda _: True),
    "unlock": _Button(
        "解除锁定",
        PeopleAct.UNLOCK,
        _now(accounts.unlock),
        lambda officer: signing_in.is_locked(officer, now=timezone.now()),
    ),
    "require-second-factor": _Button(
        "要求使用动态口令",
        PeopleAct.REQUIRE_SECOND_FACTOR,
        accounts.require_second_factor,
        lambda officer: not officer.needs_second_factor,
    ),
    "waive-second-factor": _Button(
        "不再要求动态口令",
        PeopleAct.REQUIRE_SECOND_FACTOR,
        accounts.waive_second_factor,
        lambda officer: officer.needs_second_factor,
    ),
    "clear-second-factor": _Button(
        "清除动态口令",
        PeopleAct.CLEAR_SECOND_FACTOR,
        _now(accounts.clear_second_factor),
        second_factors.is_enrolled,
    ),
    "end-sessions": _Button(
        "结束全部登录",
        PeopleAct.END_SESSIONS,
        _now(accounts.end_sessions),
        lambda officer: bool(sessions.open_sessions(officer, now=timezone.now())),
    ),
    "switch-off": _Button("停用账号", PeopleAct.SWITCH, _now(accounts.switch_off), lambda officer: officer.is_active),
    "switch-on": _Button("启用账号", PeopleAct.SWITCH, accounts.switch_on, lambda officer: not officer.is_active),
}


@require_safe
@for_officers
def people(request: HttpRequest, _officer: Officer) -> HttpResponse:
    """List the officers (工作人员)."""
    rights = _rights_to_look(request)
    words = searched(request.GET.get("q", ""))
    seen = selectors.officers_seen(
        rights=rights, on=timezone.localdate(), words=words, after=page_position(request.GET.get("after", ""))
    )
    context = {
        **_PAGE,
        "words": words,
        "officers": seen[: selectors.PAGE_OFFICERS],
        "has_more": len(seen) > selectors.PAGE_OFFICERS,
        "may_open": ACCOUNTS.allows_somewhere(PeopleAct.OPEN_ACCOUNT, rights=rights),
    }
    return render(request, "desk/settings/people.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new_person(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Open an account and show its password once (建立账号)."""
    rights = _rights_to_look(request)
    agencies = ACCOUNTS.agencies(PeopleAct.OPEN_ACCOUNT, rights=rights)
    form = choosing_among(NewPersonForm(request.POST or None), agencies)
    if request.method == "POST" and form.is_valid():
        opened = done(form, partial(accounts.open_account, **form.cleaned_data, by=officer, rights=rights))
        if opened is not None:
            return render(request, "desk/settings/password_once.html", {**_PAGE, "opened": opened})
    context = {
        **_PAGE,
        "form": form,
        "agency_options": options_of(agencies),
        "heading": "建立账号",
        "button": "建立账号",
        "back": "..",
    }
    return render(request, "desk/settings/form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def person(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Show one account with all that may be done to it; change its name or organ (单个账号)."""
    rights = _rights_to_look(request)
    whom = found(lambda: selectors.officer_seen(number, rights=rights))
    form = choosing_among(PersonForm(request.POST or None), ACCOUNTS.agencies(PeopleAct.CHANGE_ACCOUNT, rights=rights))
    if request.method == "POST":
        changes = partial(accounts.change_account, officer=whom, by=officer, rights=rights)
        if form.is_valid() and done(form, partial(changes, **form.cleaned_data)) is not None:
            return redirect("desk:settings_person", number)
        return _person_page(request, whom, rights=rights, change_form=form)
    return _person_page(request, whom, rights=rights)


@never_cache
@require_POST
@for_officers
def act_on_person(request: HttpRequest, officer: Officer, number: int, code: str) -> HttpResponse:
    """Do one of the acts that ask for nothing more (账号操作)."""
    rights = _rights_to_look(request)
    whom = found(lambda: selectors.officer_seen(number, rights=rights))
    button = _BUTTONS.get(code)
    if button is None:
        raise Http404
    try:
        outcome = button.do(officer=whom, by=officer, rights=rights)
    except ValidationError as refusal:
        return _person_page(request, whom, rights=rights, refusal="".join(refusal.messages))
    if isinstance(outcome, accounts.OpenedAccount):
        return render(request, "desk/settings/password_once.html", {**_PAGE, "opened": outcome})
    return redirect("desk:settings_person", number)


@require_POST
@for_officers
def grant(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Give a role (授予岗位)."""
    rights = _rights_to_look(request)
    whom = found(lambda: selectors.officer_seen(number, rights=rights))
    form = choosing_among(GrantForm(request.POST), ACCOUNTS.agencies(PeopleAct.GRANT, rights=rights))
    if form.is_valid():
        given = {**form.cleaned_data, "role": ROLES[form.cleaned_data["role"]]}
        if done(form, partial(granting.grant, officer=whom, by=officer, rights=rights, **given)) is not None:
            return redirect("desk:settings_person", number)
    return _person_page(request, whom, rights=rights, grant_form=form)


@require_POST
@for_officers
def end_grant(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """End a role from today on (终止岗位)."""
    rights = _rights_to_look(request)
    given = found(lambda: selectors.grant_seen(number, rights=rights))
    granting.end_grant(given=given, on=timezone.localdate(), by=officer, rights=rights)
    return redirect("desk:settings_person", given.officer_id)


@require_POST
@for_officers
def system_role(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Set somebody's standing in the whole system (设定全系统角色)."""
    rights = _rights_to_look(request)
    whom = found(lambda: selectors.officer_seen(number, rights=rights))
    form = SystemRoleForm(request.POST)
    if form.is_valid():
        role = next(role for role in Role if role.code == form.cleaned_data["role"])
        if (
            done(form, partial(accounts.set_system_role, officer=whom, role=role, by=officer, rights=rights))
            is not None
        ):
            return redirect("desk:settings_person", number)
    return _person_page(request, whom, rights=rights, role_form=form)


def _rights_to_look(request: HttpRequest) -> Rights:
    rights = rights_behind(request)
    if not ACCOUNTS.allows_somewhere(PeopleAct.READ, rights=rights):
        raise PermissionDenied(f"您没有“{PeopleAct.READ.label}”的权限。")
    return rights


def _person_page(request: HttpRequest, whom: Officer, *, rights: Rights, **changed: Any) -> HttpResponse:
    """Show the page of an account; a form that was refused, or a refusal, comes in ``changed``."""
    today = timezone.localdate()
    may_change = accounts.may_look_after(PeopleAct.CHANGE_ACCOUNT, officer=whom, rights=rights)
    agencies = ACCOUNTS.agencies(PeopleAct.GRANT, rights=rights)
    context = {
        **_PAGE,
        "person": whom,
        "today": today,
        "grants": selectors.grants_of(whom),
        "sessions": sessions.open_sessions(whom, now=timezone.now()),
        "is_enrolled": second_factors.is_enrolled(whom),
        "is_locked": signing_in.is_locked(whom, now=timezone.now()),
        "acts": _buttons(whom) if may_change else (),
        "may_change": may_change,
        "may_grant": ACCOUNTS.allows_somewhere(PeopleAct.GRANT, rights=rights),
        "agency_options": options_of(agencies),
        "change_form": PersonForm(initial={"name": whom.name, "agency": whom.agency.code if whom.agency else ""}),
        "grant_form": GrantForm(initial={"valid_from": today, "agency": whom.agency.code if whom.agency else ""}),
        "role_form": _role_form(whom, rights=rights),
    }
    status = 400 if changed else 200
    return render(request, "desk/settings/person.html", context | changed, status=status)


def _buttons(whom: Officer) -> Sequence[tuple[str, str]]:
    return [(code, button.label) for code, button in _BUTTONS.items() if button.fits(whom)]


def _role_form(whom: Officer, *, rights: Rights) -> forms.Form | None:
    if not ACCOUNTS.allows_everywhere(PeopleAct.SET_SYSTEM_ROLE, rights=rights):
        return None
    return SystemRoleForm(initial={"role": whom.role_code})
