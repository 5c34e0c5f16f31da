"""The dictionary of the figures: what every cell of every edition means, told by the form itself (数据字典)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.statute.editions import EDITIONS
from gongkai.statute.report_form import Form, Measure, Section, Table
from gongkai.statute.report_sums import sums_of

MEASURES: Mapping[Measure, str] = {
    Measure.COUNT: "非负整数",
    Measure.CHANGE: "整数，可以为负",
    Measure.AMOUNT: "小数，至多六位",
}
DICTIONARY_COLUMNS: Mapping[str, str] = {
    "cell": "单元格的路径，即数据中的 cell",
    "edition": "格式版本，即数据中的 edition",
    "table": "所在的表",
    "part": "所在的栏目组",
    "row": "行的名称，含合并单元格的名称",
    "column": "栏的名称",
    "type": "取值",
    "unit": "计量单位",
    "basis": "所统计事项的依据",
    "sum_of": "由哪些单元格相加得到，空白的不是合计",
    "relations": "应当符合的勾稽关系",
    "notice": "规定这一格式的文件",
}


@dataclass(frozen=True, slots=True)
class CellMeaning:
    """What one cell of one edition means (单元格释义). The fields are those of ``DICTIONARY_COLUMNS``, in order."""

    cell: str
    edition: str
    table: str
    part: str
    row: str
    column: str
    type: str
    unit: str
    basis: str
    sum_of: tuple[str, ...]
    relations: tuple[str, ...]
    notice: str


def meanings() -> tuple[CellMeaning, ...]:
    """Return every cell of every edition, the oldest edition first, in the order of the form (数据字典)."""
    return tuple(meaning for form in EDITIONS for table in form.tables for meaning in _of_table(form, table))


def _of_table(form: Form, table: Table) -> Iterator[CellMeaning]:
    for section in table.sections:
        yield from _of_section(form, table, section)


def _of_section(form: Form, table: Table, section: Section) -> Iterator[CellMeaning]:
    sums = sums_of(form.edition)
    for row in section.rows:
        for column in section.columns:
            path = f"{table.key}.{row.key}.{column.key}"
            yield CellMeaning(
                cell=path,
                edition=form.edition,
                table=table.title,
                part=section.heading,
                row="".join((*row.groups, row.label)),
                column=column.label,
                type=MEASURES[column.measure],
                unit=column.unit,
                basis=str(row.citation) if row.citation else "",
                sum_of=sums.get(path, ()),
                relations=tuple(relation.says for relation in form.relations if path in relation.cells),
                notice=f"{form.instrument.title}（{form.instrument.number}）",
            )
