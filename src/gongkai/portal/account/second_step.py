"""The applicant between the password and the second factor: not in yet (登录第二步)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import own_account, second_factors
from gongkai.apps.people.models import ApplicantAccount
from gongkai.apps.people.second_factors import NotBoundError, WrongCodeError
from gongkai.apps.people.signing_in import LockedOutError
from gongkai.apps.people.visitors import address_behind
from gongkai.portal.account.account_access import let_in
from gongkai.portal.account.account_forms import CodeForm

_SESSION_KEY = "applicant_second_step"
_GOOD_FOR = timedelta(minutes=5)
_LEFT = "这个账号的动态口令刚刚停用，不用再输入口令。请返回登录页面，重新登录。"
_LOCKED = "连续多次登录失败，已暂时锁定。请在 {} 分钟后再试。"


def arrive(request: HttpRequest, account: ApplicantAccount, *, next_page: str) -> HttpResponse:
    """Let in who gave the right password, or ask for the code first where a second factor is bound (登录)."""
    if not second_factors.is_enrolled(account):
        let_in(request, account)
        return redirect(next_page)
    request.session.cycle_key()
    request.session[_SESSION_KEY] = {
        "account": account.pk,
        # A password that is changed meanwhile makes the first step void.
        "password": _print(account),
        "until": (timezone.now() + _GOOD_FOR).timestamp(),
        "next": next_page,
    }
    return redirect("portal:sign_in_code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask for the code after the password (动态口令核验)."""
    account = _waiting(request)
    if account is None:
        return redirect("portal:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            own_account.sign_in_by_code(
                account=account, code=form.cleaned_data["code"], address=address_behind(request), now=timezone.now()
            )
        except LockedOutError as locked:
            form.add_error("code", _LOCKED.format(locked.minutes))
        except NotBoundError:
            form.add_error("code", _LEFT)
        except WrongCodeError as refusal:
            form.add_error("code", str(refusal))
        else:
            next_page = request.session.pop(_SESSION_KEY)["next"]
            let_in(request, account)
            return redirect(next_page)
    context = {"section": "account", "form": form}
    return render(request, "portal/account/sign_in_code.html", context, status=400 if form.errors else 200)


def _waiting(request: HttpRequest) -> ApplicantAccount | None:
    """Return who waits for the second step in this browser, None where nobody does any more."""
    kept = request.session.get(_SESSION_KEY)
    if not kept or kept["until"] < timezone.now().timestamp():
        return None
    account = ApplicantAccount.objects.filter(pk=kept["account"]).first()
    return account if account is not None and constant_time_compare(_print(account), kept["password"]) else None


def _print(account: ApplicantAccount) -> str:
    return salted_hmac(_SESSION_KEY, account.password, algorithm="sha256").hexdigest()
