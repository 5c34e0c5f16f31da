"""Registering: an address, a mailed link, then password and name (注册)."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import mailed_links, notices, own_account
from gongkai.apps.people.signing_in import LockedOutError
from gongkai.apps.people.visitors import address_behind
from gongkai.portal.account.account_access import let_in
from gongkai.portal.account.account_forms import RegistrationForm
from gongkai.portal.account.asking_mail import TOO_OFTEN, ask_for_link
from gongkai.portal.account.second_step import arrive
from gongkai.portal.attempts import ACTING, admits


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Ask for the address and mail a link to it; the page tells nobody whether it was known (注册)."""
    return ask_for_link(request, template="portal/account/register.html", mail=_mail, purpose="完成注册")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """Open the account of the address that the link was mailed to (完成注册)."""
    email = mailed_links.registering(token)
    if email is None:
        return void(request)
    if own_account.is_taken(email):
        return used_before(request, email)
    if request.method != "POST":
        return _registration_page(request, email, RegistrationForm())
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _registration_page(request, email, form, status=400)
    if not admits(request, ACTING):
        form.add_error(None, TOO_OFTEN)
        return _registration_page(request, email, form, status=429)
    try:
        account = own_account.open_account(email=email, password=form.cleaned_data["new"], profile=form.cleaned_data)
    except ValidationError as weak:
        form.add_error(None, weak)
        return _registration_page(request, email, form, status=400)
    except own_account.AccountExistsError:
        return used_before(request, email)
    let_in(request, account)
    return redirect("portal:own_cases")


def mail_known(request: HttpRequest, email: str) -> None:
    """Tell the reader of an address that it has an account already (已有账号)."""
    sign_in, forgotten = (request.build_absolute_uri(reverse(f"portal:{name}")) for name in ("sign_in", "forgotten"))
    notices.send_known(email, sign_in=sign_in, forgotten=forgotten)


def used_before(request: HttpRequest, email: str) -> HttpResponse:
    """Let in who sends once more the form that opened the account or set its password (重复提交).

    Who knows the password could as well sign in, and the try is counted as one. To others the link is void.
    """
    try:
        told = {"email": email, "password": request.POST.get("new", "")[:200]}
        account = (
            own_account.sign_in(**told, address=address_behind(request), now=timezone.now())
            if told["password"]
            else None
        )
    except LockedOutError:
        account = None
    if account is None:
        return void(request)
    return arrive(request, account, next_page="portal:own_cases")


def void(request: HttpRequest) -> HttpResponse:
    """Say that a mailed link is good no more, and how to go on (链接失效)."""
    return render(request, "portal/account/void.html", {"section": "account"}, status=410)


def _mail(request: HttpRequest, email: str) -> None:
    if own_account.is_taken(email):
        mail_known(request, email)
        return
    address = reverse("portal:registration", args=[mailed_links.to_register(email)])
    notices.send_registration(email, link=request.build_absolute_uri(address))


def _registration_page(request: HttpRequest, email: str, form: forms.Form, *, status: int = 200) -> HttpResponse:
    context = {"section": "account", "form": form, "email": email, "is_wrong": bool(form.errors)}
    return render(request, "portal/account/registration.html", context, status=status)
