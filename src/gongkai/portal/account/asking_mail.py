"""Asking for a mailed link: the page tells nobody whether the address was known (索取邮件链接)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.portal.account.account_forms import MailForm
from gongkai.portal.attempts import MAIL_ASKED, admits, admits_mail_to

TOO_OFTEN = "操作太频繁，请一小时后再试。"


def ask_for_link(
    request: HttpRequest, *, template: str, mail: Callable[[HttpRequest, str], None], purpose: str
) -> HttpResponse:
    """Show the form for an address, or mail to it and say so, the same for every address (索取邮件链接)."""
    if request.method != "POST":
        return _page(request, template, MailForm())
    form = MailForm(request.POST)
    if not form.is_valid():
        return _page(request, template, form, status=400)
    if not admits(request, MAIL_ASKED):
        return _page(request, template, form, refusal=TOO_OFTEN, status=429)
    email = form.cleaned_data["email"]
    if admits_mail_to(email):
        mail(request, email)
    return mailed(request, email, purpose=purpose)


def mailed(request: HttpRequest, email: str, *, purpose: str) -> HttpResponse:
    """Say that a mail is on its way, the same for every address (邮件已发)."""
    context = {"section": "account", "email": email, "purpose": purpose}
    return render(request, "portal/account/mailed.html", context)


def _page(request: HttpRequest, template: str, form: MailForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"section": "account", "form": form, "refusal": refusal}
    return render(request, template, context, status=status)
