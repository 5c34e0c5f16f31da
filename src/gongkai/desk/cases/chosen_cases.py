"""The cases that were ticked on a page, each as far as it was seen, and the way back (所选申请件)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.selectors import cases_visible_to

MOST_AT_ONCE = 50
"""As many as a page of the list shows."""
_MOST_DIGITS = 18
_LIST = "case_list"


def mark_of_case(case: Case) -> str:
    """Return what a tick says: which case, and how far its ledger was seen (选择标记)."""
    return f"{case.pk}.{case.last_seq}"


def chosen_cases(marks: Sequence[str], rights: Rights) -> dict[Case, int]:
    """Return the ticked cases that somebody may see, each with the last event seen; one query (所选申请件)."""
    seen = _seen(marks)
    cases = cases_visible_to(rights).for_lists().filter(pk__in=seen).order_by("pk")
    return {case: seen[case.pk] for case in cases}


def numbers_ticked(given: QueryDict) -> Set[int]:
    """Return the numbers of the cases that were ticked, whether or not they may be seen (所选编号)."""
    return _seen(given.getlist("case")).keys()


def list_behind(request: HttpRequest) -> str:
    """Return the address of the list that somebody came from, with its filters (返回的列表)."""
    back = request.POST.get("back", "") or request.GET.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(reverse("desk:cases"))
    return back if is_ours else reverse("desk:cases")


def remember_list(request: HttpRequest) -> None:
    """Keep how the list is filtered and how far it was turned, for the way back from a case (记住列表)."""
    address = request.get_full_path()
    if request.session.get(_LIST) != address:
        request.session[_LIST] = address


def filters_behind(request: HttpRequest) -> QueryDict:
    """Return the filters of the list that somebody sees or came from (列表的筛选条件)."""
    return request.GET if request.method != "POST" else QueryDict(list_behind(request).partition("?")[2])


def _seen(marks: Sequence[str]) -> Mapping[int, int]:
    seen = {}
    for mark in marks[:MOST_AT_ONCE]:
        number, _, last = mark.partition(".")
        if all(part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS for part in (number, last)):
            seen[int(number)] = int(last)
    return seen
