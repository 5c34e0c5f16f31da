"""Where each figure of the form comes from, and the records behind it: every cell is a named query (单元格数据来源)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db.models import QuerySet

from gongkai.apps.casework.selectors import table_three
from gongkai.apps.casework.selectors.counted_cases import counted_cases
from gongkai.apps.disclosure.selectors.charges import charge_total, counted_charges
from gongkai.apps.disclosure.selectors.decisions import counted_decisions, decision_counts
from gongkai.apps.disclosure.selectors.documents import COLUMNS as DOCUMENT_COLUMNS
from gongkai.apps.disclosure.selectors.documents import counted_rules, rule_counts
from gongkai.apps.remedies.selectors.remedy_cases import counted_remedies, table_four
from gongkai.apps.reporting import cell_words
from gongkai.statute.editions import BY_EDITION, form_for
from gongkai.statute.report_form import CellRef, Value


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, of which year, as known at which moment (统计口径). None is now."""

    agency_ids: tuple[int, ...]
    year: int
    known_at: datetime | None = None

    @property
    def terms(self) -> dict[str, Any]:
        """The arguments that every query takes (查询条件)."""
        return {"year": self.year, "known_at": self.known_at}


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """One record behind a figure (计入的记录). ``kind`` says what it is, ``number`` which one."""

    kind: str
    number: int
    label: str
    on: date | None


Behind: TypeAlias = tuple[QuerySet[Any], Callable[[Any], CountedRecord]]
"""The records behind a cell, and how each is told (单元格明细)."""


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of record that fills cells (数据来源).

    ``figures`` gives all its cells of an edition at once; ``records`` what is behind one of them. ``says`` tells in
    words what a cell counts of a year.
    """

    name: str
    says: Callable[[CellRef, int], str]
    figures: Callable[[Asked, str], Mapping[str, Value]]
    records: Callable[[Asked, str], QuerySet[Any]]
    told: Callable[[Any], CountedRecord]


def _documents(asked: Asked, edition: str) -> Mapping[str, Value]:
    form, counts = BY_EDITION[edition], rule_counts(asked.agency_ids, **asked.terms)
    found = {
        f"proactive.{kind}.{column}": count for kind, columns in counts.items() for column, count in columns.items()
    }
    return {path: count for path, count in found.items() if path in form.by_path}


def _decisions(asked: Asked, edition: str) -> Mapping[str, Value]:
    form = BY_EDITION[edition]
    counts = decision_counts(asked.agency_ids, **asked.terms)
    found = {f"proactive.{kind}.decisions": count for kind, count in counts.items()}
    return {path: count for path, count in found.items() if path in form.by_path}


def _charges(asked: Asked, edition: str) -> Mapping[str, Value]:
    return {} if edition == "2019" else {"proactive.charges.amount": charge_total(asked.agency_ids, **asked.terms)}


def _applications(asked: Asked, edition: str) -> Mapping[str, Value]:
    table = table_three(asked.agency_ids, **asked.terms)
    form = BY_EDITION[edition]
    found: dict[str, Value] = {}
    for cell in form.applications.cells:
        rows = _rows_of(cell.row.key)
        found[cell.path] = sum(table[row][cell.column.key] for row in rows)
    return found


def _remedies(asked: Asked, _edition: str) -> Mapping[str, Value]:
    table = table_four(asked.agency_ids, **asked.terms)
    return {
        f"remedies.{block}.{column}": count for block, columns in table.items() for column, count in columns.items()
    }


def _rows_of(row: str) -> tuple[str, ...]:
    """Return the rows of the latest edition that a row stands for: edition 2019 does not divide （六）其他处理."""
    return ("other.uncorrected", "other.fee_unpaid", "other.other") if row == "other.all" else (row,)


def _document_records(asked: Asked, path: str) -> QuerySet[Any]:
    _, kind, column = path.split(".")
    return counted_rules(asked.agency_ids, kind=kind, column=column, **asked.terms).defer("text")


def _decision_records(asked: Asked, path: str) -> QuerySet[Any]:
    return counted_decisions(asked.agency_ids, kind=path.split(".")[1], **asked.terms)


def _charge_records(asked: Asked, _path: str) -> QuerySet[Any]:
    return counted_charges(asked.agency_ids, **asked.terms)


def _application_records(asked: Asked, path: str) -> QuerySet[Any]:
    row, column = path.removeprefix("applications.").rsplit(".", 1)
    found = [counted_cases(asked.agency_ids, row=each, column=column, **asked.terms) for each in _rows_of(row)]
    joined = found[0]
    for other in found[1:]:
        joined |= other
    return joined.defer("request_text", "help_needed")


def _remedy_records(asked: Asked, path: str) -> QuerySet[Any]:
    _, block, column = path.split(".")
    return counted_remedies(asked.agency_ids, block=block, column=column, **asked.terms).defer("party")


_REGISTERS = {
    "document": Source(
        "规章和行政规范性文件登记",
        cell_words.of_documents,
        _documents,
        _document_records,
        lambda record: CountedRecord("document", record.pk, str(record), record.made_on),
    ),
    "decision": Source(
        "行政决定登记",
        cell_words.of_decisions,
        _decisions,
        _decision_records,
        lambda record: CountedRecord(
            "decision", record.pk, f"{record.number}（{record.shown_name}）", record.decided_on
        ),
    ),
    "charge": Source(
        "行政事业性收费登记",
        cell_words.of_charges,
        _charges,
        _charge_records,
        lambda record: CountedRecord("charge", record.pk, f"{record}：{record.amount_yuan}元", record.period_until),
    ),
    "case": Source(
        "依申请公开台账",
        cell_words.of_applications,
        _applications,
        _application_records,
        lambda record: CountedRecord("case", record.pk, f"{record.number} {record.title}", record.received_on),
    ),
    "remedy": Source(
        "行政复议和行政诉讼登记",
        cell_words.of_remedies,
        _remedies,
        _remedy_records,
        lambda record: CountedRecord("remedy", record.pk, str(record), record.received_on),
    ),
}
_PROACTIVE = {
    "regulations": ("document", DOCUMENT_COLUMNS),
    "normative_documents": ("document", DOCUMENT_COLUMNS),
    "licensing": ("decision", ("decisions",)),
    "penalties": ("decision", ("decisions",)),
    "coercion": ("decision", ("decisions",)),
    "other_services": ("decision", ("decisions",)),
    "charges": ("charge", ("amount",)),
}


def source_of(path: str) -> Source | None:
    """Return the source of a cell, None for one that is kept nowhere here (单元格的数据来源)."""
    table, row, *_, column = path.split(".")
    if table == "applications":
        return _REGISTERS["case"]
    if table == "remedies":
        return _REGISTERS["remedy"]
    register, columns = _PROACTIVE.get(row, ("", ()))
    return _REGISTERS[register] if column in columns else None


def compiled(asked: Asked) -> dict[str, Value]:
    """Return every cell of the form of a year; one that no record here gives is None (编制数据)."""
    form = form_for(asked.year)
    figures: dict[str, Value] = dict.fromkeys(form.by_path)
    for source in _REGISTERS.values():
        figures.update(source.figures(asked, form.edition))
    return figures


def records_behind(asked: Asked, path: str) -> Behind | None:
    """Return the records behind a cell and how each is told, None where none are kept here (单元格明细)."""
    source = source_of(path)
    return None if source is None else (source.records(asked, path), source.told)
