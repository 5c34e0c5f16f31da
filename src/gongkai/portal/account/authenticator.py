"""An applicant binds an authenticator, renews the codes for when it is lost, or does without again (动态口令)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import second_factors, sessions
from gongkai.apps.people.models import ApplicantAccount
from gongkai.apps.people.signing_in import LockedOutError
from gongkai.apps.people.totp import enrolment_address
from gongkai.portal.account.account_access import for_applicants, mark_behind
from gongkai.portal.account.account_forms import CodeForm
from gongkai.portal.account.guarded import guarded, told_locked
from gongkai.ui.qr_codes import picture_of

_ISSUER = "公开"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def second_factor(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Bind an authenticator; where one is bound, renew the recovery codes or leave it (动态口令)."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with guarded(request, account):
                return _done(request, account, form.cleaned_data["code"])
        except LockedOutError as locked:
            form.add_error("code", told_locked(locked))
        except second_factors.BoundAlreadyError as done:
            return _page(request, account, CodeForm(), note=str(done))
        except (second_factors.WrongCodeError, second_factors.NotBoundError) as refusal:
            form.add_error("code", str(refusal))
    return _page(request, account, form)


def _done(request: HttpRequest, account: ApplicantAccount, code: str) -> HttpResponse:
    """Do what the button said, not what the state of the account suggests: it may have changed since."""
    now, wanted = timezone.now(), request.POST.get("act")
    if wanted == "leave":
        second_factors.leave(holder=account, code=code, now=now)
        return redirect("portal:profile")
    act = second_factors.renew_recovery_codes if wanted == "renew" else second_factors.confirm_enrolment
    codes = act(holder=account, code=code, now=now)
    sessions.end_all(account, now=now, keep=mark_behind(request))
    return render(request, "portal/account/recovery_codes.html", {"section": "account", "codes": codes})


def _page(request: HttpRequest, account: ApplicantAccount, form: CodeForm, *, note: str = "") -> HttpResponse:
    is_enrolled = second_factors.is_enrolled(account)
    context = {"section": "account", "form": form, "is_enrolled": is_enrolled, "is_wrong": bool(form.errors)}
    context |= {"note": note} if is_enrolled else _secret_of(account)
    return render(request, "portal/account/second_factor.html", context, status=400 if form.errors else 200)


def _secret_of(account: ApplicantAccount) -> dict[str, object]:
    secret = second_factors.begin_enrolment(account).secret
    address = enrolment_address(secret, account=account.email, issuer=_ISSUER)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"secret": groups, "picture": picture_of(address, title="动态口令绑定二维码")}
