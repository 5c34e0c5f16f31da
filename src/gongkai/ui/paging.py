"""Pages of a list ordered by a day and a number, the newest first: the next begins where this one ends (翻页)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

PAGE_ROWS = 50
_Row = TypeVar("_Row", bound=models.Model)


def page_after(records: models.QuerySet[_Row], *, day: str, after: str) -> tuple[Sequence[_Row], str]:
    """Return one page and where the next begins, empty for the last (取一页).

    ``day`` names the field of the order; ``after`` is what the page before told, passed over where it makes no sense.
    """
    place = _place(after)
    if place:
        on, number = place
        # The bound by itself lets the database begin in the index where the page before ended.
        records = records.filter(**{f"{day}__lte": on}).filter(
            Q(**{f"{day}__lt": on}) | Q(**{day: on, "pk__lt": number})
        )
    found = list(records.order_by(f"-{day}", "-pk")[: PAGE_ROWS + 1])
    rows: Sequence[Any] = found[:PAGE_ROWS]
    more = f"{getattr(rows[-1], day):%Y%m%d}-{rows[-1].pk}" if len(found) > PAGE_ROWS else ""
    return rows, more


def _place(after: str) -> tuple[date, int] | None:
    day, _, number = after.partition("-")
    if not (day.isascii() and day.isdigit() and len(day) == 8 and number.isascii() and number.isdigit()):
        return None
    try:
        return date(int(day[:4]), int(day[4:6]), int(day[6:])), int(number[:18])
    except ValueError:
        return None
