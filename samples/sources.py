"""The sources of the samples: words, figures, slips, and what must be found (样例来源)."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from gongkai.reports.as_json import as_json
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Measure, Value


@dataclass(frozen=True)
class Source:
    """A sample as written down: the report, its slips, and what must be found in it (样例来源)."""

    name: str
    report: Report
    slips: dict[str, str]
    told: dict[str, Any]

    def printed(self, label: str) -> str:
        """Return a label or figure as this report prints it, slips and all."""
        return self.slips.get(label, label)


def read_source(path: Path) -> Source:
    """Read one source; a row of figures that it leaves out is all zeros (读取样例来源)."""
    told = tomllib.loads(path.read_text("utf-8"))
    chapters = [Chapter(number, one["title"], one.get("text", "")) for number, one in enumerate(told["chapter"], 1)]
    report = Report(
        source=path.stem,
        title=told["title"],
        agency=told["agency"][0],
        year=told["year"],
        reported_on=told.get("reported_on"),
        editions=dict.fromkeys(TABLES, told["edition"]),
        figures=_figures(told),
        chapters=(Chapter(0, "", told["preface"]), *chapters),
    )
    return Source(path.stem, report, {slip["form"]: slip["printed"] for slip in told.get("slip", ())}, told)


def _figures(told: dict[str, Any]) -> dict[str, Value]:
    figures: dict[str, Value] = {}
    for table in BY_EDITION[told["edition"]].tables:
        for section in table.sections:
            for row in section.rows:
                values = told.get(table.key, {}).get(row.key, [0] * len(section.columns))
                for column, value in zip(section.columns, values, strict=True):
                    figure = Decimal(value) if column.measure is Measure.AMOUNT else value
                    figures[f"{table.key}.{row.key}.{column.key}"] = figure
    return figures


def expected(source: Source) -> bytes:
    """Return what reading the sample must give, from the source and not from the reader (期望结果)."""
    told = as_json(source.report)
    answer = {
        "edition": told["edition"],
        "agency": source.told["agency"] if len(source.told["agency"]) > 1 else told["agency"],
        "year": told["year"],
        **{key: told[key] for key in TABLES},
        "findings_at_severity_warning_or_error_or_citation": source.told.get("finding", []),
    }
    if "across" in source.told:
        answer["findings_with_the_year_before"] = source.told["across"]
    return f"{json.dumps(answer, ensure_ascii=False, indent=1)}\n".encode()
