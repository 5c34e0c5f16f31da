"""Which cells of the form are sums of others, so that nobody tells them twice (合计单元格).

They follow from the form's relations: one whose one side is a single cell says what that cell is the sum of.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Value, total


@cache
def sums_of(edition: str) -> Mapping[str, tuple[str, ...]]:
    """Return the cells that are sums, each with its terms, in an order in which they can be summed (合计关系)."""
    wanted: dict[str, tuple[str, ...]] = {}
    for relation in BY_EDITION[edition].relations:
        for single, terms in ((relation.left, relation.right), (relation.right, relation.left)):
            if len(single) == 1 < len(terms):
                wanted.setdefault(single[0], terms)
    ordered: dict[str, tuple[str, ...]] = {}
    while len(ordered) < len(wanted):
        ready = {path: terms for path, terms in wanted.items() if not (set(terms) & wanted.keys()) - ordered.keys()}
        ordered.update({path: terms for path, terms in ready.items() if path not in ordered})
    return ordered


def with_sums(edition: str, figures: Mapping[str, Value]) -> dict[str, Value]:
    """Return every cell of the form, the sums summed from their terms; a blank term leaves its sum blank (重算合计)."""
    summed: dict[str, Value] = {path: figures.get(path) for path in BY_EDITION[edition].by_path}
    for path, terms in sums_of(edition).items():
        summed[path] = total(terms, summed)
    return summed
