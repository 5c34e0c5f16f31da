"""Whether the tables of a report add up (表内勾稽)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gongkai.reports.checks.corrections import single_correction
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report
from gongkai.statute.report_form import Form, Relation, Value, Verdict, total


def sums(report: Report) -> Iterator[Finding]:
    """Yield one error for each sum of the form that does not hold; a blank decides nothing (表内勾稽核对)."""
    for table in TABLES:
        form = report.form_of(table)
        if form is None:
            continue
        relations = tuple(relation for relation in form.relations if relation.cells[0].startswith(f"{table}."))
        yield from _broken(form, relations, report.figures)


def _broken(form: Form, relations: Sequence[Relation], figures: Mapping[str, Value]) -> Iterator[Finding]:
    broken = [relation for relation in relations if relation.judge(figures) is Verdict.DISAGREES]
    if not broken:
        return
    advice = _advice(form, relations, figures)
    for relation in broken:
        yield _finding(form, relation, figures, advice)


def _finding(form: Form, relation: Relation, figures: Mapping[str, Value], advice: str) -> Finding:
    parts, whole = relation.left, relation.right
    if len(parts) < len(whole):
        parts, whole = whole, parts
    expected, found = total(parts, figures), total(whole, figures)
    table = next(table.title for table in form.tables if relation.cells[0].startswith(f"{table.key}."))
    told = f"{table}{relation.says}。现{_sum(parts, figures)}，而{_sum(whole, figures)}。{advice}"
    return Finding(
        relation.rule,
        Severity.ERROR,
        told,
        cells=relation.cells,
        expected=str(expected),
        found=str(found),
        citation=str(relation.citation),
    )


def _sum(paths: tuple[str, ...], figures: Mapping[str, Value]) -> str:
    """Write the sum out, zeros left away where there are many terms: 3＋2＋11（其余为0）＝16."""
    values = [value for value in map(figures.get, paths) if value is not None]
    if len(values) == 1:
        return f"所填为{values[0]}"
    terms = values if len(values) <= 2 else [value for value in values if value]
    if not terms:
        return "各项均为0，合计为0"
    rest = "" if len(terms) == len(values) else "（其余为0）"
    amount = sum(values, start=Decimal(0))
    return f"{'＋'.join(map(str, terms))}{rest}＝{amount}"


def _advice(form: Form, relations: Sequence[Relation], figures: Mapping[str, Value]) -> str:
    fix = single_correction(relations, figures)
    if fix is None:
        return ""
    return f"如将{form.name(fix.path)}由{fix.found}改为{fix.wanted}，该表全部勾稽关系即成立。"
