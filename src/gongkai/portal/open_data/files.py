"""The files of the open data: cells, reports, sums and the dictionary, each written while it is sent (开放数据文件)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from gongkai.apps.reporting.selectors.cell_sums import SumSearch, cell_sums, data_changed_at
from gongkai.apps.reporting.selectors.open_figures import OpenFigures, open_figures
from gongkai.portal.open_data.choices import choice_of, year_of
from gongkai.reports.dictionary import DICTIONARY_COLUMNS, meanings
from gongkai.reports.writers.csv import harmless

CELL_COLUMNS: Mapping[str, str] = {
    "report": "报告在本系统的编号，网址为 /reports/编号/",
    "agency": "报告写明的行政机关，没有写明的为空",
    "year": "报告年度，没有写明的为空",
    "reported_on": "报告落款日期，没有写明的为空",
    "changed_on": "报告在本系统公开的日期",
    "current": "1 为现行报告；0 为已被同一机关同一年度后来的报告更正，统计时应当排除",
    "edition": "所在的表采用的格式版本，2019 或者 2021",
    "cell": "单元格的路径，含义见数据字典",
    "value": "数值；报告留空或者写“/”的为空，空不是 0",
}
SUM_COLUMNS: Mapping[str, str] = {
    "year": "报告年度，没有写明的为空",
    "edition": "格式版本",
    "cell": "单元格的路径",
    "sum": "填写了这一单元格的现行报告的合计",
    "told": "填写了数值的报告数",
    "blank": "有这张表但留空的报告数",
}
_BYTE_ORDER_MARK = "\ufeff"


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


@dataclass(frozen=True, slots=True)
class OpenFile:
    """One of the files (开放数据文件). ``lines`` takes what the address asks for."""

    media_type: str
    lines: Callable[[Mapping[str, str]], Iterable[str]]


@require_safe
def open_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send one of the files, line by line (下载开放数据)."""
    wanted = FILES.get(name)
    if wanted is None:
        raise Http404
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=wanted.media_type)
    else:
        response = StreamingHttpResponse(wanted.lines(request.GET.dict()), content_type=wanted.media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    changed = data_changed_at()
    if changed is not None:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response


def _cells(asked: Mapping[str, str]) -> Iterator[str]:
    return _csv(CELL_COLUMNS, (row for told in open_figures(year=year_of(asked)) for row in _rows(told)))


def _rows(told: OpenFigures) -> Iterator[tuple[object, ...]]:
    head = (told.report, harmless(told.agency), told.year, told.reported_on, told.changed_on, int(told.is_current))
    for path, value in told.figures.items():
        yield (*head, told.editions[path.partition(".")[0]], path, value)


def _reports(asked: Mapping[str, str]) -> Iterator[str]:
    for told in open_figures(year=year_of(asked)):
        line: dict[str, Any] = {
            "report": told.report,
            "agency": told.agency or None,
            "year": told.year,
            "reported_on": told.reported_on.isoformat() if told.reported_on else None,
            "changed_on": told.changed_on.isoformat(),
            "current": told.is_current,
            "editions": told.editions,
            "cells": told.figures,
        }
        yield json.dumps(line, ensure_ascii=False) + "\n"


def _sums(asked: Mapping[str, str]) -> Iterator[str]:
    search = SumSearch(year_of(asked), choice_of(asked).edition, choice_of(asked).outcome)
    rows = ((s.year, s.edition, s.cell.path, s.total, s.told, s.blank) for s in cell_sums(search))
    return _csv(SUM_COLUMNS, rows)


def _dictionary_csv(_asked: Mapping[str, str]) -> Iterator[str]:
    listed = (asdict(meaning) for meaning in meanings())
    rows = (
        tuple("；".join(value) if isinstance(value, tuple) else value for value in told.values()) for told in listed
    )
    return _csv(DICTIONARY_COLUMNS, rows)


def _dictionary_json(_asked: Mapping[str, str]) -> Iterator[str]:
    told = {
        "cells.csv": CELL_COLUMNS,
        "sums.csv": SUM_COLUMNS,
        "dictionary": DICTIONARY_COLUMNS,
        "cells": [asdict(meaning) for meaning in meanings()],
    }
    yield json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _csv(columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    line = csv.writer(_Line())
    yield _BYTE_ORDER_MARK + str(line.writerow(tuple(columns)))
    for row in rows:
        yield str(line.writerow(row))


_CSV = "text/csv; charset=utf-8"
FILES: Mapping[str, OpenFile] = {
    "cells.csv": OpenFile(_CSV, _cells),
    "reports.jsonl": OpenFile("application/jsonl; charset=utf-8", _reports),
    "sums.csv": OpenFile(_CSV, _sums),
    "dictionary.csv": OpenFile(_CSV, _dictionary_csv),
    "dictionary.json": OpenFile("application/json", _dictionary_json),
}
