"""Invented figures whose sums hold, in the shapes that real organs have."""

from __future__ import annotations

import random
from decimal import Decimal

from gongkai.statute.editions.shared_rows import APPLICANTS
from gongkai.statute.report_form import Form, Measure, Value

KINDS = [column.key for column in APPLICANTS[:-1]]


def invented(
    form: Form, seed: int, *, applicants: int = 3, busiest: int = 900, everywhere: bool = False
) -> dict[str, Value]:
    """Figures of every cell of a form: the sums hold, most outcomes are zero, some applicants apply (虚构数值)."""
    rng = random.Random(seed)
    figures: dict[str, Value] = {}
    _proactive(form, figures, rng)
    _applications(form, figures, rng, set(rng.sample(KINDS, applicants)), busiest, everywhere)
    _remedies(form, figures, rng)
    return figures


def _proactive(form: Form, figures: dict[str, Value], rng: random.Random) -> None:
    for cell in form.proactive.cells:
        if cell.column.measure is Measure.AMOUNT:
            figures[cell.path] = rng.choice([Decimal(0), Decimal(rng.randrange(1, 10**8)) / 100, Decimal("12.345678")])
        elif cell.column.measure is Measure.CHANGE:
            figures[cell.path] = rng.choice([0, 3, -4, 1036, -12])
        else:
            figures[cell.path] = rng.choice([0, 0, rng.randrange(60), rng.randrange(300_000)])


def _applications(
    form: Form, figures: dict[str, Value], rng: random.Random, who: set[str], busiest: int, everywhere: bool
) -> None:
    outcomes = [row.key for row in form.applications.rows[2:-2]]
    for kind in KINDS:
        counts = {
            key: (rng.randrange(1, busiest) if everywhere or (kind in who and rng.random() < 0.45) else 0)
            for key in outcomes
        }
        total = sum(counts.values())
        carried_out = rng.randrange(9) if kind in who else 0
        carried_in = rng.randrange(min(6, total + carried_out + 1))
        column = {**counts, "total": total, "carried_out": carried_out, "carried_in": carried_in}
        column["new"] = total + carried_out - carried_in
        figures.update({f"applications.{key}.{kind}": value for key, value in column.items()})
    for row in form.applications.rows:
        figures[f"applications.{row.key}.total"] = sum(figures[f"applications.{row.key}.{kind}"] for kind in KINDS)


def _remedies(form: Form, figures: dict[str, Value], rng: random.Random) -> None:
    for row in form.remedies.rows:
        parts = [rng.choice([0, 0, rng.randrange(40)]) for _ in range(4)]
        for key, value in zip(("upheld", "corrected", "other", "pending"), parts, strict=True):
            figures[f"remedies.{row.key}.{key}"] = value
        figures[f"remedies.{row.key}.total"] = sum(parts)
