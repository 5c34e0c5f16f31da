"""An applicant moves the account to another address of mail (更换邮箱)."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import mailed_links, notices, own_account
from gongkai.apps.people.models import ApplicantAccount
from gongkai.apps.people.signing_in import LockedOutError
from gongkai.portal.account.account_access import account_behind, for_applicants
from gongkai.portal.account.account_forms import MoveForm, OwnPasswordForm
from gongkai.portal.account.asking_mail import TOO_OFTEN, mailed
from gongkai.portal.account.guarded import guarded, told_locked
from gongkai.portal.account.registering import mail_known, void
from gongkai.portal.attempts import MAIL_ASKED, admits, admits_mail_to


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def move(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Ask for the other address and mail a link to it; the page tells nobody whether it was known (更换邮箱)."""
    form = MoveForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form)
    if not admits(request, MAIL_ASKED):
        form.add_error(None, TOO_OFTEN)
        return _page(request, form)
    if not _knows_password(request, account, form):
        return _page(request, form)
    email = form.cleaned_data["email"]
    if admits_mail_to(email):
        _mail(request, account, email)
    return mailed(request, email, purpose="更换邮箱")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: HttpRequest, token: str) -> HttpResponse:
    """Move the account once the reader of the mail says so and is its holder (确认更换邮箱).

    An address may be mistyped: the link alone gives the account to nobody who is not signed in to it or knows its
    password.
    """
    told = mailed_links.moving(token)
    if told is None:
        return void(request)
    account, email = told
    before, known = account.email, account_behind(request)
    typed = request.POST if request.method == "POST" else None
    form = None if known is not None and known.pk == account.pk else OwnPasswordForm(typed)
    if request.method != "POST" or (form and not (form.is_valid() and _knows_password(request, account, form))):
        context = {"section": "account", "email": email, "form": form, "is_wrong": bool(form and form.errors)}
        return render(request, "portal/account/moved.html", context, status=400 if context["is_wrong"] else 200)
    try:
        own_account.move(token=token)
    except (own_account.LinkVoidError, own_account.AccountExistsError):
        return void(request)
    notices.send_moved(before)
    return redirect("portal:profile")


def _knows_password(request: HttpRequest, account: ApplicantAccount, form: forms.Form) -> bool:
    try:
        with guarded(request, account):
            own_account.require_password(account, form.cleaned_data["password"])
    except ValidationError as refusal:
        form.add_error(None, refusal)
    except LockedOutError as locked:
        form.add_error(None, told_locked(locked))
    return not form.errors


def _mail(request: HttpRequest, account: ApplicantAccount, email: str) -> None:
    if own_account.is_taken(email):
        mail_known(request, email)
        return
    address = reverse("portal:moved", args=[mailed_links.to_move(account, email)])
    notices.send_move(email, link=request.build_absolute_uri(address))


def _page(request: HttpRequest, form: MoveForm) -> HttpResponse:
    context = {"section": "account", "form": form, "is_wrong": bool(form.errors)}
    return render(request, "portal/account/move.html", context, status=400 if form.errors else 200)
