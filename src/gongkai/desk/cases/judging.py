"""Reviewing and approving several cases in one form, each for itself (批量审核、批准)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import ACT_OF, POLICY
from gongkai.apps.casework.services import JUDGING, Together, judge_many
from gongkai.apps.people.models import Officer
from gongkai.apps.people.visitors import rights_behind
from gongkai.desk import clock
from gongkai.desk.access import for_officers
from gongkai.desk.cases.awaiting_judgement import awaiting_of, counts_of, in_matters
from gongkai.desk.cases.chosen_cases import chosen_cases, list_behind
from gongkai.statute.case_acts import ACT_KINDS, ActKind
from gongkai.statute.case_fields import MOST_CHARACTERS

_REASONED = frozenset(kind for kind, (_, words) in JUDGING.items() if words == "reason")


class JudgingForm(forms.Form):
    """What is said of every ticked case (审签表单)."""

    use_required_attribute = False
    act = forms.ChoiceField(label="审签意见", widget=forms.RadioSelect, error_messages={"required": "请选择审签意见。"})
    text = forms.CharField(
        label="意见或者理由",
        help_text="记入每一件的办理经过；退回的应当写明理由",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea({"rows": 3}),
    )
    on = forms.DateField(
        label="日期",
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写日期。", "invalid": "日期应当写成 2026-03-13 这样。"},
    )

    def __init__(self, given: Any = None, *, counts: Mapping[ActKind, int], **rest: Any) -> None:
        super().__init__(given, **rest)
        acts = self.fields["act"]
        assert isinstance(acts, forms.ChoiceField)
        acts.choices = [(kind.code, f"{kind.label}（{cases}件可以办理）") for kind, cases in counts.items()]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of sending back (核对理由)."""
        told: dict[str, Any] = super().clean() or {}
        if ACT_KINDS.get(told.get("act", "")) in _REASONED and not told.get("text"):
            self.add_error("text", "退回或者不同意的，请写明理由。")
        return told


def may_judge(rights: Rights) -> bool:
    """Whether somebody reviews, approves or consents anywhere (有无审签岗位)."""
    return any(POLICY.allows_somewhere(ACT_OF[kind], rights=rights) for kind in JUDGING)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_officers
def case_judging(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Show what was proposed in the chosen cases, and judge it in each (批量审核、批准)."""
    rights, given = rights_behind(request), request.POST if request.method == "POST" else request.GET
    if not may_judge(rights):
        raise PermissionDenied("您没有审核、批准的岗位。")
    listed = chosen_cases(given.getlist("listed") or given.getlist("case"), rights)
    counts = counts_of(awaiting_of(list(listed), rights=rights, today=clock.today()))
    form = JudgingForm(request.POST or None, counts=counts, initial={"on": clock.today()})
    ticked = {case: seen for case, seen in chosen_cases(given.getlist("case"), rights).items() if case in listed}
    result = _judged(form, ticked, officer) if form.is_bound and form.is_valid() and ticked else None
    return _page(request, form, rights, listed=list(listed), ticked=list(ticked), result=result)


def _judged(form: JudgingForm, ticked: Mapping[Case, int], by: Officer) -> Together:
    told = form.cleaned_data
    kind = ACT_KINDS[told["act"]]
    return judge_many(kind, cases=ticked, by=by, on=told["on"], today=clock.today(), text=told["text"])


def _page(
    request: HttpRequest,
    form: JudgingForm,
    rights: Rights,
    *,
    listed: Sequence[Case],
    ticked: Sequence[Case],
    result: Together | None,
) -> HttpResponse:
    """Render what is still to be judged, read again once something was done, with what became of the others."""
    done = {case.pk for case in result.done} if result else set()
    left = list(chosen_cases([f"{case.pk}.0" for case in listed if case.pk not in done], rights))
    awaiting = awaiting_of(left, rights=rights, today=clock.today())
    context = {
        "section": "desk",
        "tab": "cases",
        "form": form,
        "back": list_behind(request),
        "matters": in_matters(awaiting),
        "others": [each.case for each in awaiting if not each.kinds],
        "ticked": {case.pk for case in ticked},
        "nothing_ticked": form.is_bound and not ticked,
        "result": result,
    }
    refused = form.is_bound and (result is None or bool(result.refused))
    return render(request, "desk/cases/judging.html", context, status=400 if refused else 200)
