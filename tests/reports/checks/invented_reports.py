"""Reports made up for the checks: every cell zero but those given, and the prose given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.documents.blocks import Carrier
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Value

TITLES = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}
FEE_SENTENCE = "本年度未收取信息处理费。"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
RESULTS = ("upheld", "corrected", "other", "pending", "total")


def report(
    *,
    figures: Mapping[str, Value] | None = None,
    prose: Mapping[int, str] | None = None,
    edition: str = "2021",
    agency: str | None = "清江县水利局",
    year: int | None = 2022,
    reported_on: date | None = None,
    order: tuple[int, ...] = (1, 2, 3, 4, 5, 6),
    tables: tuple[str, ...] = TABLES,
    carrier: Carrier | None = Carrier.TEXT,
) -> Report:
    """Return a report without fault, but for what is given."""
    texts = {6: FEE_SENTENCE, **(prose or {})}
    cells = [path for path in BY_EDITION[edition].by_path if path.split(".")[0] in tables]
    unknown = set(figures or {}) - set(cells)
    assert not unknown, f"no such cell: {unknown}"
    return Report(
        source="invented.txt",
        carrier=carrier,
        agency=agency,
        year=year,
        reported_on=reported_on,
        editions=dict.fromkeys(tables, edition),
        figures={**dict.fromkeys(cells, 0), **(figures or {})},
        chapters=tuple(Chapter(number, TITLES[number], texts.get(number, "")) for number in order),
    )


def row(table: str, key: str, *values: Value) -> dict[str, Value]:
    """Return the cells of one row of table three or four, in the order of the form."""
    columns = COLUMNS if table == "applications" else RESULTS
    return {f"{table}.{key}.{column}": value for column, value in zip(columns, values, strict=True)}


def applications(key: str, *values: Value) -> dict[str, Value]:
    """Return one row of table three."""
    return row("applications", key, *values)


def remedies(key: str, *values: Value) -> dict[str, Value]:
    """Return one row of table four."""
    return row("remedies", key, *values)


SOUND: dict[str, Value] = {
    **applications("new", 10, 2, 0, 0, 1, 0, 13),
    **applications("carried_in", 1, 0, 0, 0, 0, 0, 1),
    **applications("granted", 5, 1, 0, 0, 1, 0, 7),
    **applications("partly_granted", 2, 0, 0, 0, 0, 0, 2),
    **applications("refused.administrative_query", 1, 0, 0, 0, 0, 0, 1),
    **applications("unavailable.not_held", 2, 1, 0, 0, 0, 0, 3),
    **applications("total", 10, 2, 0, 0, 1, 0, 13),
    **applications("carried_out", 1, 0, 0, 0, 0, 0, 1),
    **remedies("reconsideration", 2, 1, 0, 1, 4),
    **remedies("litigation_direct", 1, 0, 0, 0, 1),
}
"""Figures that satisfy every relation: 13 + 1 = 13 + 1, and so on in each column."""
