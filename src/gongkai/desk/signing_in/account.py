"""One's own account: roles, password, second factor, sessions (我的账号)."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.people import accounts, second_factors, selectors, sessions
from gongkai.apps.people.models import Officer
from gongkai.apps.people.totp import enrolment_address
from gongkai.desk.access import for_officers
from gongkai.desk.signing_in.signing import CodeForm
from gongkai.desk.watch import MARK
from gongkai.ui.qr_codes import picture_of

_ISSUER = "公开"


class PasswordForm(forms.Form):
    """The old password and, twice, the new one (修改密码表单)."""

    old = forms.CharField(label="原密码", strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}))
    new = forms.CharField(
        label="新密码",
        strip=False,
        help_text="至少 10 个字符，不能是常见的密码，也不能和用户名、姓名相近。",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输入一次新密码", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def clean_again(self) -> str:
        """Refuse a second typing that differs from the first (两次一致)."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("new"):
            raise ValidationError("两次输入的新密码不一样。")
        return again


@require_safe
@for_officers
def account(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show one's account (我的账号)."""
    now = timezone.now()
    mark = request.session.get(MARK, "")
    context = {
        "section": "desk",
        "tab": "account",
        "grants": selectors.grants_of(officer),
        "today": timezone.localdate(now),
        "is_enrolled": second_factors.is_enrolled(officer),
        "sessions": [(each, sessions.is_of(each, mark)) for each in sessions.open_sessions(officer, now=now)],
    }
    return render(request, "desk/account/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def password(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Change one's password (修改密码)."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            changed = accounts.change_own_password(
                officer=officer,
                old=form.cleaned_data["old"],
                new=form.cleaned_data["new"],
                mark=request.session.get(MARK, ""),
                now=timezone.now(),
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            update_session_auth_hash(request, changed)
            return redirect("desk:account")
    return render(request, "desk/account/password.html", {"section": "desk", "tab": "account", "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def second_factor(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Bind an authenticator, or, where one is bound, renew the recovery codes (动态口令)."""
    form = CodeForm(request.POST or None)
    note = ""
    if request.method == "POST" and form.is_valid():
        wanted = request.POST.get("act")
        act = second_factors.renew_recovery_codes if wanted == "renew" else second_factors.confirm_enrolment
        try:
            codes = act(holder=officer, code=form.cleaned_data["code"], now=timezone.now())
        except second_factors.BoundAlreadyError as done:
            form, note = CodeForm(), str(done)
        except (second_factors.WrongCodeError, second_factors.NotBoundError) as refusal:
            form.add_error("code", str(refusal))
        else:
            sessions.end_all(officer, now=timezone.now(), keep=request.session.get(MARK, ""))
            return _recovery_codes(request, codes)
    is_enrolled = second_factors.is_enrolled(officer)
    context = {"section": "desk", "tab": "account", "form": form, "is_enrolled": is_enrolled, "note": note}
    return render(request, "desk/account/second_factor.html", context | _secret_of(officer, is_enrolled=is_enrolled))


@require_POST
@for_officers
def leave_second_factor(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Do without the second factor again (停用动态口令)."""
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            second_factors.leave(holder=officer, code=form.cleaned_data["code"], now=timezone.now())
        except (second_factors.WrongCodeError, second_factors.StillRequiredError) as refusal:
            form.add_error("code", str(refusal))
        else:
            return redirect("desk:account")
    context = {"section": "desk", "tab": "account", "form": form, "is_enrolled": True}
    return render(request, "desk/account/second_factor.html", context, status=400)


@require_POST
@for_officers
def end_session(_request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Sign out another browser (结束会话)."""
    if not sessions.end(officer, number=number, now=timezone.now()):
        raise Http404
    return redirect("desk:account")


def _recovery_codes(request: HttpRequest, codes: Sequence[str]) -> HttpResponse:
    context = {"section": "desk", "tab": "account", "codes": codes}
    return render(request, "desk/account/recovery_codes.html", context)


def _secret_of(officer: Officer, *, is_enrolled: bool) -> dict[str, object]:
    if is_enrolled:
        return {}
    secret = second_factors.begin_enrolment(officer).secret
    address = enrolment_address(secret, account=officer.username, issuer=_ISSUER)
    groups = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return {"secret": groups, "picture": picture_of(address, title="动态口令绑定二维码")}
