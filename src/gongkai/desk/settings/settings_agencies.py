"""Organs, their channels and successors, for administrators (行政机关设置)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps.agencies import selectors, services
from gongkai.apps.agencies.guide import GUIDE_FIELDS, REMEDY_FIELDS
from gongkai.apps.agencies.import_lines import COLUMNS
from gongkai.apps.agencies.importing import import_agencies
from gongkai.apps.agencies.kinds import Direction, Way
from gongkai.apps.agencies.models import Agency, IntakeChannel
from gongkai.apps.agencies.permissions import POLICY, AgencyAct
from gongkai.apps.agencies.rights import Rights
from gongkai.apps.agencies.sheets import SheetError
from gongkai.apps.casework.permissions import POLICY as CASEWORK
from gongkai.apps.casework.permissions import CaseAct
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.apps.remedies.permissions import POLICY as REMEDIES
from gongkai.apps.remedies.permissions import RemedyCaseAct
from gongkai.desk.access import for_officers
from gongkai.desk.settings.settings_acts import choosing_among, done, found, options_of, searched
from gongkai.desk.settings.settings_forms import (
    ChannelForm,
    ImportForm,
    NewAgencyForm,
    PlaceForm,
    ProfileForm,
    SuccessionForm,
)

_PAGE = {"section": "desk", "tab": "agencies"}
_TOLD = (
    *("code", "name", "short_name", "kind_code", "level_code", "division_code", "uscc", "letter_prefix"),
    *("valid_from", "valid_until", *GUIDE_FIELDS, *REMEDY_FIELDS),
)


@require_safe
@for_officers
def agencies(request: HttpRequest, _officer: Officer) -> HttpResponse:
    """List the organs as a tree (行政机关)."""
    rights = _rights_to(AgencyAct.READ, request)
    words = searched(request.GET.get("q", ""))
    after = request.GET.get("after", "")
    seen = selectors.agencies_seen(rights=rights, words=words, after=after if after.isdigit() else "")
    context = {
        **_PAGE,
        "words": words,
        "today": timezone.localdate(),
        "agencies": seen[: selectors.PAGE_AGENCIES],
        "has_more": len(seen) > selectors.PAGE_AGENCIES,
        "may_found": POLICY.allows_somewhere(AgencyAct.FOUND, rights=rights),
        "may_import": POLICY.allows_somewhere(AgencyAct.IMPORT, rights=rights),
        "may_map": REMEDIES.allows_everywhere(RemedyCaseAct.MAP_OUTCOMES, rights=rights),
    }
    return render(request, "desk/settings/agencies.html", context)


@require_safe
@for_officers
def agency(request: HttpRequest, _officer: Officer, number: int) -> HttpResponse:
    """Show one organ (单个机关)."""
    rights = _rights_to(AgencyAct.READ, request)
    return _agency_page(request, found(lambda: selectors.agency_seen(number, rights=rights)), rights=rights)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def new_agency(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Enter a new organ (新设机关)."""
    rights = _rights_to(AgencyAct.FOUND, request)
    allowed = POLICY.agencies(AgencyAct.FOUND, rights=rights)
    form = NewAgencyForm(request.POST or None)
    choosing_among(form, allowed)
    if request.method == "POST" and form.is_valid():
        parent = form.cleaned_data["parent"]
        made = done(form, partial(services.found, form.profile(), parent=parent, by=officer, rights=rights))
        if made is not None:
            return redirect("desk:settings_agency", made.pk)
    options = {"agency_options": options_of(allowed), "back": reverse("desk:settings_agencies")}
    return _form_page(request, form, heading="新设机关", button="新设", **options)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def change_agency(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Change what is told of an organ (修改机关)."""
    rights, changed = _to_change(request, number)
    form = ProfileForm(request.POST or None, initial={name: getattr(changed, name) for name in _TOLD})
    if request.method == "POST" and form.is_valid():
        act = partial(services.change, agency=changed, profile=form.profile(), by=officer, rights=rights)
        if done(form, act) is not None:
            return redirect("desk:settings_agency", number)
    return _form_page(request, form, heading=f"修改资料：{changed.name}", button="保存", back=_page_of(number))


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def place_agency(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Put an organ under another, and say in whose name it answers (隶属关系和答复名义)."""
    rights, changed = _to_change(request, number)
    # An organ answers in the name of one above it, which its own administrator need not be able to change.
    allowed = POLICY.agencies(AgencyAct.MOVE, rights=rights) | Agency.objects.filter(pk__in=changed.ancestor_ids)
    initial = {
        "parent": changed.parent.code if changed.parent else "",
        "answers_as": changed.answers_as.code if changed.answers_as else "",
    }
    form = PlaceForm(request.POST or None, initial=initial)
    choosing_among(form, allowed)
    if request.method == "POST" and form.is_valid():
        act = partial(_place, changed, **form.cleaned_data, by=officer, rights=rights)
        if done(form, act) is not None:
            return redirect("desk:settings_agency", number)
    options = {"agency_options": options_of(allowed), "back": _page_of(number)}
    return _form_page(request, form, heading=f"隶属关系和答复名义：{changed.name}", button="保存", **options)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def succession(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Tell who took over powers of an organ (登记职权划转)."""
    rights, predecessor = _to_change(request, number)
    allowed = POLICY.agencies(AgencyAct.SUCCEED, rights=rights)
    form = choosing_among(SuccessionForm(request.POST or None), allowed)
    if request.method == "POST" and form.is_valid():
        act = partial(services.succeed, predecessor=predecessor, by=officer, rights=rights, **form.cleaned_data)
        if done(form, act) is not None:
            return redirect("desk:settings_agency", number)
    options = {"agency_options": options_of(allowed), "back": _page_of(number)}
    return _form_page(request, form, heading=f"登记职权划转：{predecessor.name}", button="登记", **options)


@require_POST
@for_officers
def channel(request: HttpRequest, officer: Officer, number: int, code: str) -> HttpResponse:
    """Open or close a way in or out (设置申请渠道)."""
    rights = _rights_to(AgencyAct.READ, request)
    whose = found(lambda: selectors.agency_seen(number, rights=rights))
    way = next((way for way in Way if way.code == code), None)
    if way is None:
        raise Http404
    form = ChannelForm(request.POST, prefix=code)
    if form.is_valid():
        told = dict(form.cleaned_data)
        towards = told.pop("direction_code")
        direction = next(each for each in Direction if each.code == towards)
        act = partial(services.set_channel, agency=whose, way=way, direction=direction, by=officer, rights=rights)
        if done(form, partial(act, **told)) is not None:
            return redirect("desk:settings_agency", number)
    return _agency_page(request, whose, rights=rights, refused=form)


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def import_table(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Take in a table of organs and tell what became of each line (批量导入机关)."""
    rights = _rights_to(AgencyAct.IMPORT, request)
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {**_PAGE, "form": form, "columns": list(COLUMNS)}
    if request.method == "POST" and form.is_valid():
        try:
            context["report"] = import_agencies(form.cleaned_data["table"].read(), by=officer, rights=rights)
        except SheetError as refusal:
            form.add_error("table", str(refusal))
    return render(request, "desk/settings/import.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _place(changed: Agency, *, parent: Agency | None, answers_as: Agency | None, by: Officer, rights: Rights) -> Agency:
    if changed.parent_id != (parent and parent.pk):
        services.answer_as(agency=changed, body=None, by=by, rights=rights)
        changed = services.move(agency=changed, parent=parent, by=by, rights=rights)
    return services.answer_as(agency=changed, body=answers_as, by=by, rights=rights)


def _rights_to(act: AgencyAct, request: HttpRequest) -> Rights:
    rights = rights_behind(request)
    if not POLICY.allows_somewhere(act, rights=rights):
        raise PermissionDenied(f"您没有“{act.label}”的权限。")
    return rights


def _to_change(request: HttpRequest, number: int) -> tuple[Rights, Agency]:
    rights = _rights_to(AgencyAct.READ, request)
    changed = found(lambda: selectors.agency_seen(number, rights=rights))
    POLICY.require(AgencyAct.CHANGE, rights=rights, agency=changed)
    return rights, changed


def _page_of(number: int) -> str:
    return reverse("desk:settings_agency", args=(number,))


def _form_page(request: HttpRequest, form: Any, *, heading: str, button: str, **more: Any) -> HttpResponse:
    context = {**_PAGE, "form": form, "heading": heading, "button": button, **more}
    return render(request, "desk/settings/form.html", context, status=400 if form.errors else 200)


def _agency_page(
    request: HttpRequest, shown: Agency, *, rights: Rights, refused: ChannelForm | None = None
) -> HttpResponse:
    remedies = selectors.remedy_settings(shown)
    may_set = POLICY.allows(AgencyAct.SET_CHANNEL, rights=rights, agency=shown)
    context = {
        **_PAGE,
        "agency": shown,
        "ancestors": selectors.ancestors_of(shown),
        "missing": (*selectors.missing_in_guide(shown), *remedies.missing),
        "remedies": remedies,
        "channels": [
            (each, _channel_form(each, refused) if may_set else None) for each in selectors.channels_of(shown)
        ],
        "successions": selectors.successions_of(shown),
        "may_change": POLICY.allows(AgencyAct.CHANGE, rights=rights, agency=shown),
        "may_set_rows": CASEWORK.allows(CaseAct.SET_ROWS, rights=rights, agency=shown),
    }
    return render(request, "desk/settings/agency.html", context, status=400 if refused else 200)


def _channel_form(channel: IntakeChannel, refused: ChannelForm | None) -> ChannelForm:
    if refused is not None and refused.prefix == channel.way_code:
        return refused
    told = {name: getattr(channel, name) for name in ("is_open", "direction_code", "announced_text")}
    return ChannelForm(prefix=channel.way_code, initial=told)
