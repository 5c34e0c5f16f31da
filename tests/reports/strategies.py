"""Random reports of every edition, for property tests."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.statute.editions import EDITIONS
from gongkai.statute.report_form import Form, Measure, Value

BIGGEST_COUNT = 10**9
COUNTS = st.one_of(st.none(), st.just(0), st.integers(0, 99), st.integers(0, BIGGEST_COUNT))
CHANGES = st.one_of(st.none(), st.just(0), st.integers(-9_999, 9_999))
AMOUNTS = st.one_of(
    st.none(),
    st.just(Decimal(0)),
    st.decimals(0, 10**9, places=2, allow_nan=False, allow_infinity=False),
    st.decimals(0, 10**8, places=6, allow_nan=False, allow_infinity=False),
)
VALUES: dict[Measure, st.SearchStrategy[Value]] = {
    Measure.COUNT: COUNTS,
    Measure.CHANGE: CHANGES,
    Measure.AMOUNT: AMOUNTS,
}


def figures(form: Form) -> st.SearchStrategy[dict[str, Value]]:
    """Every cell of a form with a value of its measure, or blank (随机数值)."""
    return st.fixed_dictionaries({path: VALUES[cell.column.measure] for path, cell in form.by_path.items()})


def report_of(form: Form, values: dict[str, Value]) -> Report:
    """A report of a form's first year with these figures and a line of prose in each chapter (报告)."""
    prose = "本年度各项工作平稳有序。"
    return Report(
        source="随机.json",
        title=f"青岚市人民政府办公室{form.first_year}年政府信息公开工作年度报告",
        agency="青岚市人民政府办公室",
        year=form.first_year,
        editions={key: form.edition for key in TABLES},
        figures=values,
        chapters=tuple(Chapter(number, titles[0], prose) for number, titles in enumerate(form.chapters, 1)),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report of any edition with any figures; its sums need not hold (随机报告).

    Table four has at least one figure: of its one row nothing is left to read where all of it is blank.
    """
    form = draw(st.sampled_from(EDITIONS))
    values = draw(figures(form))
    if all(values[cell.path] is None for cell in form.remedies.cells):
        values["remedies.reconsideration.total"] = draw(st.integers(0, BIGGEST_COUNT))
    return report_of(form, values)
