"""Applying for information (依申请公开)."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from secrets import token_hex

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.selectors import open_ways
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.services.own_cases import keep_in_account
from gongkai.apps.people.visitors import holder_made_for
from gongkai.apps.search.selectors import Hit, alike
from gongkai.apps.search.services import count_offer, count_passed_over, count_sufficed
from gongkai.portal.account.account_access import account_behind
from gongkai.portal.account.prefilled import application_of
from gongkai.portal.application import receipts
from gongkai.portal.application.application_form import ApplicationForm
from gongkai.portal.application.intake import application_from, send
from gongkai.portal.application.organs import (
    organ_choice,
    organ_coded,
    takes_applications_online,
    those_that_follow,
    today,
)
from gongkai.portal.application.paper_uploads import LIMITS, read_uploads
from gongkai.portal.attached import attached
from gongkai.portal.attempts import APPLYING, admits
from gongkai.portal.own_case import held_papers
from gongkai.portal.own_case.follow_access import is_in_account
from gongkai.statute.chinese_dates import write_date

_KEY = re.compile(r"[0-9a-f]{32}")
_LONGEST_TITLE = 200
_TOO_OFTEN = "提交得太频繁。请一小时后再试，或者通过其他渠道申请。已填写的内容没有丢失。"


@dataclass(slots=True)
class Sitting:
    """One filling-in of the form: whom it is for, what came with it, what was offered (填表)."""

    agency: Agency
    key: str
    offered: str = ""
    refusals: list[str] = field(default_factory=list)
    offers: Sequence[Hit] = ()
    is_fresh: bool = False


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Find the organ to apply to (选择机关)."""
    context = {"section": "apply", "choice": organ_choice(request), "title": _title_wanted(request)}
    return render(request, "portal/choose.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply_to(request: HttpRequest, code: str) -> HttpResponse:
    """Fill in and send an application to one organ (填写申请)."""
    agency = organ_coded(code)
    if not takes_applications_online(agency):
        return _other_ways(request, agency)
    if request.method != "POST":
        holder_made_for(request)
        sitting = Sitting(agency, token_hex(16), is_fresh=True)
        known = {**application_of(account_behind(request)), "title": _title_wanted(request)}
        return _page(request, sitting, _form(agency, initial=known))
    given = request.POST.get("key", "")
    sitting = Sitting(agency, given if _KEY.fullmatch(given) else token_hex(16), request.POST.get("offered", "")[:64])
    return _answer(request, sitting)


@never_cache
@require_safe
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """Show the number and the code of an application that this browser sent, to be printed (回执)."""
    kept = receipts.kept(request.session, form_key=key, now=time.time())
    if kept is None:
        raise Http404
    case = application_from(kept.case_number)
    is_own = is_in_account(request, case)
    context = {"section": "apply", "case": case, "key": key, "secret_code": kept.secret_code, "is_own": is_own}
    return render(request, "portal/receipt.html", context)


@never_cache
@require_safe
def receipt_file(request: HttpRequest, key: str) -> HttpResponse:
    """Send the same as a text file, for who has no printer (保存回执)."""
    kept = receipts.kept(request.session, form_key=key, now=time.time())
    if kept is None:
        raise Http404
    case = application_from(kept.case_number)
    address = request.build_absolute_uri(reverse("portal:follow"))
    lines = (
        "政府信息公开申请回执",
        f"申请编号：{case.reference}",
        f"查询码：{kept.secret_code}",
        f"受理机关：{case.agency.name}",
        f"信息名称：{case.title}",
        f"提交日期：{write_date(case.arrived_on)}",
        f"凭申请编号和查询码查进度、收答复：{address}",
        "请妥善保管查询码，不要告诉他人。",
    )
    # Windows' plain editors know the encoding by the mark, and lines by their two signs.
    content = "\ufeff" + "\r\n".join(lines) + "\r\n"
    return attached(content.encode(), f"申请回执{case.reference}.txt", "text/plain; charset=utf-8")


@require_safe
def sufficed(request: HttpRequest) -> HttpResponse:
    """Take leave of one who found what they wanted (已找到)."""
    return render(request, "portal/sufficed.html", {"section": "apply"})


def _title_wanted(request: HttpRequest) -> str:
    """Return what was searched for before, so that nobody types it twice (检索过的内容)."""
    return request.GET.get("title", "").strip()[:_LONGEST_TITLE]


def _answer(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    act = request.POST.get("act", "send")
    if act == "sufficed":
        return _leave(request, sitting)
    form = _form(sitting.agency, request.POST)
    papers = _papers(request, sitting)
    if act.startswith("drop-"):
        held_papers.drop(request.session, act.removeprefix("drop-"), form_key=sitting.key)
        return _held_page(request, sitting, ApplicationForm(initial=request.POST.dict()), papers)
    if not form.is_valid() or sitting.refusals:
        return _held_page(request, sitting, form, papers, status=400)
    if _offer(sitting, form):
        return _held_page(request, sitting, form, papers)
    if not admits(request, APPLYING):
        sitting.refusals.append(_TOO_OFTEN)
        return _held_page(request, sitting, form, papers, status=429)
    return _sent(request, sitting, form, papers)


def _papers(request: HttpRequest, sitting: Sitting) -> tuple[Paper, ...]:
    """Return the papers that came with this request; say of those that cannot be taken why."""
    already = held_papers.held(request.session, form_key=sitting.key)
    reading = read_uploads(request.FILES.getlist("papers"), already=len(already))
    sitting.refusals.extend(reading.refusals)
    return reading.papers


def _offer(sitting: Sitting, form: ApplicationForm) -> bool:
    """Look for what is already public, once for each wording; whether there is something to offer."""
    told = form.cleaned_data
    wording = f"{told['title']}{told['document_number']}{told['description']}"
    mark = hashlib.sha256(wording.encode()).hexdigest()
    if sitting.offered == mark:
        return False
    sitting.offers = alike(wording)
    if sitting.offers:
        sitting.offered = mark
        count_offer(day=today(), shown=len(sitting.offers))
    return bool(sitting.offers)


def _sent(request: HttpRequest, sitting: Sitting, form: ApplicationForm, papers: tuple[Paper, ...]) -> HttpResponse:
    papers = held_papers.opened(request.session, form_key=sitting.key) + papers
    with transaction.atomic():
        holder = holder_made_for(request)
        taken = send(form.cleaned_data, agency=sitting.agency, form_key=sitting.key, holder=holder, papers=papers)
        account = account_behind(request)
        if account is not None and not taken.was_known:
            keep_in_account(case=taken.case, account=account)
        tokens = held_papers.release(request.session, form_key=sitting.key)
        kept = receipts.Receipt(taken.case.pk, taken.secret_code)
        receipts.keep(request.session, kept, form_key=sitting.key, now=time.time())
        transaction.on_commit(lambda: held_papers.discard(tokens))
        if sitting.offered and not taken.was_known:
            count_passed_over(day=today())
    return redirect("portal:receipt", key=sitting.key)


def _leave(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    if sitting.offered:
        count_sufficed(day=today())
    held_papers.discard(held_papers.release(request.session, form_key=sitting.key))
    return redirect("portal:sufficed")


def _form(agency: Agency, *given: object, **options: object) -> ApplicationForm:
    gives_mail = any(way.gives_answers and way.way.code == "email" for way in open_ways(agency))
    return ApplicationForm(*given, gives_mail=gives_mail, **options)


def _held_page(
    request: HttpRequest, sitting: Sitting, form: ApplicationForm, papers: tuple[Paper, ...], *, status: int = 200
) -> HttpResponse:
    held_papers.hold(request.session, papers, form_key=sitting.key)
    return _page(request, sitting, form, status=status)


def _page(request: HttpRequest, sitting: Sitting, form: ApplicationForm, *, status: int = 200) -> HttpResponse:
    context = {
        "section": "apply",
        "sitting": sitting,
        "agency": sitting.agency,
        "form": form,
        "held": held_papers.held(request.session, form_key=sitting.key),
        "limits": LIMITS,
        "is_wrong": bool(form.errors or sitting.refusals),
        "account": account_behind(request),
    }
    return render(request, "portal/apply.html", context, status=status)


def _other_ways(request: HttpRequest, agency: Agency) -> HttpResponse:
    ways = [way for way in open_ways(agency) if way.takes_applications and way.way.code != "web"]
    context = {"section": "apply", "agency": agency, "ways": ways, "followers": those_that_follow(agency)}
    return render(request, "portal/other_ways.html", context)
