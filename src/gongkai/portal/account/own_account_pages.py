"""One's own account: what it tells, password, taking everything away, closing (我的账号)."""

from __future__ import annotations

import json

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.casework.identity_documents import IDENTITY_KINDS
from gongkai.apps.people import notices, own_account, second_factors, sessions
from gongkai.apps.people.models import ApplicantAccount
from gongkai.apps.people.signing_in import LockedOutError
from gongkai.portal.account.account_access import for_applicants, let_out, mark_behind
from gongkai.portal.account.account_forms import ClosingForm, PasswordChangeForm, ProfileForm
from gongkai.portal.account.guarded import guarded, told_locked
from gongkai.portal.account.own_cases import told_of_all
from gongkai.portal.account.prefilled import profile_of
from gongkai.portal.attached import attached


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def profile(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Show and change what the application form takes over (我的资料)."""
    if request.method != "POST":
        return _profile_page(request, account, ProfileForm(initial=profile_of(account)))
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return _profile_page(request, account, form)
    own_account.change_profile(account=account, profile=form.cleaned_data)
    return redirect("portal:own_cases")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def password(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Change one's password (修改密码)."""
    form = PasswordChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("old", "new")}
        try:
            with guarded(request, account):
                own_account.change_password(account=account, **told, mark=mark_behind(request), now=timezone.now())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except LockedOutError as locked:
            form.add_error(None, told_locked(locked))
        else:
            notices.send_password_changed(account.email)
            return redirect("portal:profile")
    return _page(request, "portal/account/password.html", form)


@require_POST
@for_applicants
def leave_others(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Sign out everywhere but here (退出其他设备)."""
    sessions.end_all(account, now=timezone.now(), keep=mark_behind(request))
    return redirect("portal:profile")


@never_cache
@require_safe
@for_applicants
def own_data(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:  # noqa: ARG001
    """Send everything the account tells, and which applications it holds (导出账号资料)."""
    own_account.note_export(account)
    told = {
        "电子邮箱": account.email,
        "类别": account.get_kind_display(),
        "姓名或者名称": account.name,
        "证件种类": IDENTITY_KINDS[account.identity_kind].label if account.identity_kind in IDENTITY_KINDS else "",
        "证件号码": account.identity_number,
        "联系人": account.contact_person,
        "电话": account.phone,
        "通信地址": account.address,
        "邮政编码": account.postcode,
        "注册时间": f"{timezone.localtime(account.created_at):%Y-%m-%d %H:%M}",
        "申请": told_of_all(account),
    }
    content = json.dumps(told, ensure_ascii=False, indent=2).encode()
    return attached(content, "我的账号.json", "application/json; charset=utf-8")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_applicants
def close(request: HttpRequest, account: ApplicantAccount) -> HttpResponse:
    """Close the account for good (注销账号)."""
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = account.email
        try:
            with guarded(request, account):
                own_account.close(account=account, password=form.cleaned_data["password"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except LockedOutError as locked:
            form.add_error(None, told_locked(locked))
        else:
            notices.send_closed(email)
            let_out(request)
            return render(request, "portal/account/closed.html", {"section": "account"})
    return _page(request, "portal/account/close.html", form)


def _profile_page(request: HttpRequest, account: ApplicantAccount, form: forms.Form) -> HttpResponse:
    others = len(sessions.open_sessions(account, now=timezone.now())) - 1
    is_enrolled = second_factors.is_enrolled(account)
    return _page(
        request, "portal/account/profile.html", form, email=account.email, others=others, is_enrolled=is_enrolled
    )


def _page(request: HttpRequest, template: str, form: forms.Form, **more: object) -> HttpResponse:
    context = {"section": "account", "form": form, "is_wrong": bool(form.errors), **more}
    return render(request, template, context, status=400 if form.errors else 200)
