"""The pages of the open data: what there is, what it means, and the sums (开放数据)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps.reporting.selectors import collected
from gongkai.apps.reporting.selectors.cell_sums import CellSum, cell_sums, data_changed_at
from gongkai.apps.reporting.verdicts import Outcome
from gongkai.portal.open_data.choices import choice_of
from gongkai.portal.open_data.files import CELL_COLUMNS, SUM_COLUMNS
from gongkai.reports.dictionary import DICTIONARY_COLUMNS, meanings
from gongkai.statute.editions import BY_EDITION, EDITIONS


@dataclass(frozen=True, slots=True)
class SummedTable:
    """The sums of one table of the form (一张表的汇总)."""

    name: str
    sums: Sequence[CellSum]


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Say what data there is, under which terms, and what its columns mean (开放数据)."""
    context = {
        "section": "open_data",
        "years": collected.years_present(),
        "extent": collected.extent(),
        "changed_at": data_changed_at(),
        "files": (("cells.csv", CELL_COLUMNS), ("sums.csv", SUM_COLUMNS), ("dictionary.csv", DICTIONARY_COLUMNS)),
    }
    return render(request, "portal/open_data.html", context)


@require_safe
def dictionary(request: HttpRequest) -> HttpResponse:
    """Show the dictionary of one edition (数据字典)."""
    edition = request.GET.get("edition", "")
    form = BY_EDITION.get(edition, EDITIONS[-1])
    told = [meaning for meaning in meanings() if meaning.edition == form.edition]
    tables = [(name, list(members)) for name, members in groupby(told, key=lambda meaning: meaning.table)]
    context = {"section": "open_data", "form": form, "editions": EDITIONS, "tables": tables}
    return render(request, "portal/dictionary.html", context)


@require_safe
def sums(request: HttpRequest) -> HttpResponse:
    """Show every cell summed over the public reports of a year (单元格汇总)."""
    years = collected.years_present()
    choice = choice_of(request.GET.dict())
    if choice.year is None and years:
        choice = replace(choice, year=years[0])
    found = cell_sums(choice)
    context = {
        "section": "open_data",
        "years": years,
        "editions": EDITIONS,
        "outcomes": tuple(Outcome),
        "choice": choice,
        "tables": _tables(found),
    }
    return render(request, "portal/sums.html", context)


def _tables(found: Sequence[CellSum]) -> Sequence[SummedTable]:
    tables = []
    for (edition, key), members in groupby(found, key=lambda each: (each.edition, each.cell.table)):
        form = BY_EDITION[edition]
        number = next(table.number for table in form.tables if table.key == key)
        tables.append(SummedTable(f"{form.chapters[number - 1][0]}（{edition}年版格式）", list(members)))
    return tables
