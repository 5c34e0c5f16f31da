"""A forgotten password is set anew by a mailed link (忘记密码)."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import mailed_links, notices, own_account
from gongkai.portal.account.account_forms import NewPasswordForm
from gongkai.portal.account.asking_mail import ask_for_link
from gongkai.portal.account.registering import used_before, void
from gongkai.portal.account.second_step import arrive


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Mail a link for a new password; the page tells nobody whether the address was known (忘记密码)."""
    return ask_for_link(request, template="portal/account/forgotten.html", mail=_mail, purpose="重设密码")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Set the password that the mailed link lets set, and sign in with it (重设密码)."""
    if mailed_links.resetting(token) is None:
        known = mailed_links.reset_for(token)
        return used_before(request, known.email) if known else void(request)
    form = NewPasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _new_password_page(request, form)
    try:
        account = own_account.reset_password(token=token, new=form.cleaned_data["new"], now=timezone.now())
    except ValidationError as weak:
        form.add_error(None, weak)
        return _new_password_page(request, form)
    except own_account.LinkVoidError:
        return void(request)
    notices.send_password_changed(account.email)
    return arrive(request, account, next_page="portal:own_cases")


def _mail(request: HttpRequest, email: str) -> None:
    account = own_account.account_of(email)
    if account is None:
        notices.send_unknown(email, register=request.build_absolute_uri(reverse("portal:register")))
        return
    address = reverse("portal:new_password", args=[mailed_links.to_reset(account)])
    notices.send_reset(account.email, link=request.build_absolute_uri(address))


def _new_password_page(request: HttpRequest, form: forms.Form) -> HttpResponse:
    context = {"section": "account", "form": form, "is_wrong": bool(form.errors)}
    return render(request, "portal/account/new_password.html", context, status=400 if form.errors else 200)
