"""The one cell whose change would make a table add up (唯一更正)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.statute.report_form import Relation, Value, Verdict, total


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell, what stands in it and what should (更正)."""

    path: str
    found: int | Decimal
    wanted: int | Decimal


def single_correction(relations: Sequence[Relation], figures: Mapping[str, Value]) -> Correction | None:
    """Return the only change of one cell that makes every relation hold, or None (唯一更正).

    ``relations`` are all those of one table. Where one of them cannot be judged for a blank, nothing is proposed:
    a change could not be said to make all of them hold. Only whole, non-negative counts are proposed.
    """
    verdicts = [relation.judge(figures) for relation in relations]
    if Verdict.UNDECIDED in verdicts:
        return None
    broken = [relation for relation, verdict in zip(relations, verdicts, strict=True) if verdict is Verdict.DISAGREES]
    found = {(fix.path, fix.wanted): fix for fix in _candidates(broken, relations, figures)}
    return next(iter(found.values())) if len(found) == 1 else None


def _candidates(
    broken: Sequence[Relation], relations: Sequence[Relation], figures: Mapping[str, Value]
) -> Iterator[Correction]:
    """Yield the changes that mend the first broken relation and break no other."""
    if not broken:
        return
    for path in broken[0].cells:
        if not all(path in relation.cells for relation in broken):
            continue
        fix = _solve(broken[0], path, figures)
        if fix is not None and _mends(fix, relations, figures):
            yield fix


def _solve(relation: Relation, path: str, figures: Mapping[str, Value]) -> Correction | None:
    """Return the value of the cell at which the relation holds, where a count can have it."""
    left, right, stands = total(relation.left, figures), total(relation.right, figures), figures[path]
    if left is None or right is None or stands is None:
        return None
    gap = right - left if path in relation.left else left - right
    wanted = stands + gap
    return Correction(path, stands, wanted) if wanted >= 0 and wanted == int(wanted) else None


def _mends(fix: Correction, relations: Sequence[Relation], figures: Mapping[str, Value]) -> bool:
    changed = {**figures, fix.path: fix.wanted}
    return all(relation.judge(changed) is Verdict.AGREES for relation in relations if fix.path in relation.cells)
