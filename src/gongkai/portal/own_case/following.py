"""Following one's own case by its number and code (查询办理进度)."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.casework.identity_documents import tidied
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import case_for_follower
from gongkai.portal.application.organs import today
from gongkai.portal.attempts import FOLLOWING, admits
from gongkai.portal.own_case.case_told import tell
from gongkai.portal.own_case.follow_access import close_all, for_followers, is_in_account, is_open_by_code, open_case
from gongkai.portal.plain_fields import LineField

NO_MATCH = "编号和查询码对不上。请对照回执，注意区分字母和数字。"
TOO_OFTEN = "尝试次数太多，请十五分钟后再试。"


class FollowForm(forms.Form):
    """Number and code (查询表)."""

    use_required_attribute = False
    number = LineField("申请编号", most=60, missing="请填写申请编号。")
    code = LineField("查询码", most=60, missing="请填写查询码。", hint="在提交申请后的回执上，不分大小写。")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; a wrong number is answered like a wrong code (查询办理进度)."""
    if request.method != "POST":
        form = FollowForm(initial={"number": request.GET.get("number", "")[:60]})
        return _page(request, form)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    if not admits(request, FOLLOWING):
        return _page(request, form, refusal=TOO_OFTEN, status=429)
    case = case_for_follower(tidied(form.cleaned_data["number"]), form.cleaned_data["code"])
    if case is None:
        return _page(request, form, refusal=NO_MATCH, status=400)
    open_case(request, case)
    return redirect("portal:followed", number=case.pk)


@never_cache
@require_safe
@for_followers
def followed(request: HttpRequest, case: Case) -> HttpResponse:
    """Show where a case stands, what comes next and why, and what the applicant can do (办理进度)."""
    is_own = is_in_account(request, case)
    context = {
        "section": "account" if is_own else "follow",
        "case": case,
        "told": tell(case, today=today()),
        "is_own": is_own,
        "is_open_by_code": is_open_by_code(request, case),
    }
    return render(request, "portal/followed.html", context)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget in this browser which cases were opened (退出查询)."""
    close_all(request)
    return redirect("portal:follow")


def _page(request: HttpRequest, form: FollowForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"section": "follow", "form": form, "refusal": refusal}
    return render(request, "portal/follow.html", context, status=status)
