"""An applicant moves the account to another address of mail (更换邮箱)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import mailed_links, notices, own_account
from gongkai.apps.people.models import ApplicantAccount
from gongkai.portal.account.account_access import for_applicants
from gongkai.portal.account.account_forms import MoveForm
from gongkai.portal.account.asking_mail import TOO_OFTEN, mailed
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
    try:
        own_account.require_password(account, form.cleaned_data["password"])
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return _page(request, form)
    email = form.cleaned_data["email"]
    if admits_mail_to(email):
        _mail(request, account, email)
    return mailed(request, email, purpose="更换邮箱")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def moved(request: HttpRequest, token: str) -> HttpResponse:
    """Move the account once the reader of the mail says so (确认更换邮箱)."""
    told = mailed_links.moving(token)
    if told is None:
        return void(request)
    before, email = told[0].email, told[1]
    if request.method != "POST":
        return render(request, "portal/account/moved.html", {"section": "account", "email": email})
    try:
        own_account.move(token=token)
    except (own_account.LinkVoidError, own_account.AccountExistsError):
        return void(request)
    notices.send_moved(before)
    return redirect("portal:profile")


def _mail(request: HttpRequest, account: ApplicantAccount, email: str) -> None:
    if own_account.is_taken(email):
        mail_known(request, email)
        return
    address = reverse("portal:moved", args=[mailed_links.to_move(account, email)])
    notices.send_move(email, link=request.build_absolute_uri(address))


def _page(request: HttpRequest, form: MoveForm) -> HttpResponse:
    context = {"section": "account", "form": form, "is_wrong": bool(form.errors)}
    return render(request, "portal/account/move.html", context, status=400 if form.errors else 200)
