"""Applicants sign in and out (申请人登录与退出)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.people.own_account import sign_in as opened_by
from gongkai.apps.people.signing_in import LockedOutError
from gongkai.apps.people.visitors import address_behind
from gongkai.portal.account.account_access import account_behind, let_out
from gongkai.portal.account.account_forms import SignInForm
from gongkai.portal.account.second_step import arrive

_WRONG = "邮箱或者密码不正确，请重新输入（密码区分大小写）。"
_MOST = 500


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for address and password; an unknown address is answered like a wrong password (登录)."""
    if request.method != "POST":
        if account_behind(request) is not None:
            return redirect(_next_page(request))
        return _page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    told = form.cleaned_data
    try:
        account = opened_by(**told, address=address_behind(request), now=timezone.now())
    except LockedOutError as locked:
        message = f"连续多次登录失败，已暂时锁定。请在 {locked.minutes} 分钟后再试，或者通过“忘记密码”重设。"
        return _page(request, form, refusal=message, status=429)
    if account is None:
        return _page(request, form, refusal=_WRONG, status=400)
    return arrive(request, account, next_page=_next_page(request))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, by a form and never by a link (退出)."""
    let_out(request)
    return redirect("portal:home")


def _next_page(request: HttpRequest) -> str:
    """Return where the applicant was going, if that is here, else the own applications."""
    wanted = (request.POST.get("next") or request.GET.get("next", ""))[:_MOST]
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if is_ours else "portal:own_cases"


def _page(request: HttpRequest, form: SignInForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    wanted = (request.POST.get("next") or request.GET.get("next", ""))[:_MOST]
    context = {"section": "account", "form": form, "refusal": refusal, "next": wanted}
    return render(request, "portal/account/sign_in.html", context, status=status)
