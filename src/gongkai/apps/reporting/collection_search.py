"""What a reader of the collection asks for, and one page of the answer (目录检索).

A page continues after the last row of the one before, by the values that row is sorted by; it costs the same however
far in it lies.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from gongkai.apps.reporting.models import PublishedReport, Publisher, Standing
from gongkai.apps.reporting.verdicts import Outcome

PAGE_ROWS = 25


class Order(Enum):
    """How the list of publishers may be sorted (排序). ``field`` is the first sort key."""

    NAME = ("name", "按名称", "name")
    ERRORS = ("errors", "错误多的在前", "-errors")
    YEAR = ("year", "年度新的在前", "-latest_year")

    def __init__(self, code: str, label: str, field: str) -> None:
        self.code = code
        self.label = label
        self.field = field


ORDERS = {order.code: order for order in Order}


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for (检索条件). ``after`` are the sort value and number of the last row already shown."""

    name: str = ""
    year: int | None = None
    outcome: Outcome | None = None
    order: Order = Order.NAME
    after: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of publishers, each with those of its reports that were asked for (一页机关)."""

    publishers: Sequence[Publisher]
    following: tuple[str, int] | None


def find_publishers(search: Search) -> Page:
    """Return the page of publishers that ``search`` asks for, in two queries (检索机关)."""
    publishers = _sorted(_matching(search), search)
    wanted = PublishedReport.objects.for_lists().filter(_reports_asked_for(search)).order_by("year", "id")
    rows = list(publishers.prefetch_related(Prefetch("published", wanted, to_attr="matching"))[: PAGE_ROWS + 1])
    if len(rows) <= PAGE_ROWS:
        return Page(rows, None)
    last = rows[PAGE_ROWS - 1]
    return Page(rows[:PAGE_ROWS], (str(getattr(last, search.order.field.lstrip("-"))), last.pk))


def _matching(search: Search) -> QuerySet[Publisher]:
    publishers = Publisher.objects.filter(reports__gt=0)
    if search.name:
        publishers = publishers.filter(name__icontains=search.name)
    if search.year is not None or search.outcome is not None:
        publishers = publishers.filter(
            Exists(PublishedReport.objects.filter(_reports_asked_for(search), publisher=OuterRef("pk")))
        )
    return publishers


def _reports_asked_for(search: Search) -> Q:
    asked: dict[str, Any] = {"standing": Standing.PUBLIC, "counted__isnull": False}
    if search.year is not None:
        asked["year"] = search.year
    if search.outcome is not None:
        asked["outcome_code"] = search.outcome.code
    return Q(**asked)


def _sorted(publishers: QuerySet[Publisher], search: Search) -> QuerySet[Publisher]:
    field, falling = search.order.field.lstrip("-"), search.order.field.startswith("-")
    publishers = publishers.order_by(search.order.field, "-id" if falling else "id")
    if search.after is None:
        return publishers
    value, number = search.after
    beyond = "lt" if falling else "gt"
    return publishers.filter(Q(**{f"{field}__{beyond}": value}) | Q(**{field: value, f"id__{beyond}": number}))


def search_from(asked: Mapping[str, str]) -> Search:
    """Return the search that the address of a page spells; what makes no sense is left out (检索条件解析)."""
    outcomes = {outcome.code: outcome for outcome in Outcome}
    order = ORDERS.get(asked.get("sort", ""), Order.NAME)
    return Search(
        name=asked.get("q", "").strip()[:60].replace("\x00", ""),
        year=_number(asked.get("year", ""), most=9999),
        outcome=outcomes.get(asked.get("verdict", "")),
        order=order,
        after=_after(asked, order),
    )


def _after(asked: Mapping[str, str], order: Order) -> tuple[str, int] | None:
    number = _number(asked.get("after_id", ""), most=2**62)
    value = asked.get("after", "").replace("\x00", "")
    if number is None or (order is not Order.NAME and _number(value, most=2**31 - 1) is None):
        return None
    return value[:200], number


def _number(text: str, *, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 and int(text) <= most else None
