"""Grouped bars as plain numbers that a template turns into SVG (统计图).

The chart has no script and no style of its own: colours come from classes, so that the strictest policy lets it pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 16, 24, 40
_PLOT_HEIGHT = 240
_BAR, _BAR_GAP, _GROUP_GAP = 30, 6, 40
_LEAST_WIDTH = 560
_MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures under a name, a value or None for each category (数据系列)."""

    name: str
    values: tuple[int | Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar, in the units of the drawing; ``series`` counts from 1 (柱)."""

    x: float
    y: float
    height: float
    series: int
    text: str
    name: str
    width: int = _BAR

    @property
    def middle(self) -> float:
        """Where its label is centred (中线)."""
        return self.x + self.width / 2

    @property
    def label_y(self) -> float:
        """The base line of its label (数值位置)."""
        return self.y - 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale or the name of a group (刻度)."""

    at: float
    text: str

    @property
    def text_at(self) -> float:
        """Where the text of a scale line stands (文字位置)."""
        return self.at + 4


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything a template needs to draw grouped bars (柱状图)."""

    title: str
    description: str
    width: int
    height: int
    bars: tuple[Bar, ...]
    scale: tuple[Mark, ...]
    groups: tuple[Mark, ...]
    legend: tuple[tuple[int, str], ...]
    left: int = _LEFT
    baseline: int = _TOP + _PLOT_HEIGHT

    @property
    def is_all_zero(self) -> bool:
        """Whether there is nothing to see but zeros (是否均为零)."""
        return bool(self.bars) and all(bar.text == "0" for bar in self.bars)

    @property
    def has_gaps(self) -> bool:
        """Whether a value is missing (是否缺数)."""
        return len(self.bars) < len(self.groups) * len(self.legend)

    @property
    def right(self) -> int:
        """The right edge of the plot (右边界)."""
        return self.width - _RIGHT

    @property
    def group_y(self) -> int:
        """The base line of the names under the plot (组名位置)."""
        return self.baseline + 24

    @property
    def scale_x(self) -> int:
        """Where the numbers of the scale end (刻度文字位置)."""
        return self.left - 8


def grouped_bars(*, title: str, categories: Sequence[str], series: Sequence[Series]) -> Chart:
    """Lay out one group of bars a category, one bar a series; a missing value leaves its place empty (柱状图布局)."""
    largest = max((value for row in series for value in row.values if value is not None), default=0)
    step = _scale_step(largest)
    steps = max(ceil(largest / step), 1)
    group = len(series) * (_BAR + _BAR_GAP) - _BAR_GAP
    pitch = max(group + _GROUP_GAP, (_LEAST_WIDTH - _LEFT - _RIGHT) // max(len(categories), 1))
    starts = [_LEFT + pitch * index + (pitch - group) / 2 for index in range(len(categories))]
    return Chart(
        title=title,
        description=_described(categories, series),
        width=_LEFT + pitch * len(categories) + _RIGHT,
        height=_TOP + _PLOT_HEIGHT + _BOTTOM,
        bars=tuple(_bars(starts, categories, series, step * steps)),
        scale=tuple(
            Mark(_TOP + _PLOT_HEIGHT * (steps - tick) / steps, f"{step * tick:,}") for tick in range(steps + 1)
        ),
        groups=tuple(Mark(start + group / 2, name) for start, name in zip(starts, categories, strict=True)),
        legend=tuple((number, row.name) for number, row in enumerate(series, start=1)),
    )


def _bars(starts: Sequence[float], categories: Sequence[str], series: Sequence[Series], top: int) -> Iterator[Bar]:
    for number, row in enumerate(series, start=1):
        for start, category, value in zip(starts, categories, row.values, strict=True):
            if value is None:
                continue
            height = round(_PLOT_HEIGHT * float(max(value, 0)) / top, 1)
            x = start + (number - 1) * (_BAR + _BAR_GAP)
            yield Bar(x, _TOP + _PLOT_HEIGHT - height, height, number, f"{value:,}", f"{category} {row.name}")


def _scale_step(largest: int | Decimal) -> int:
    """Return the least round number of which so many cover the largest value (刻度间隔)."""
    magnitude = 1
    while True:
        for factor in (1, 2, 5):
            if factor * magnitude * _MOST_STEPS >= largest:
                return factor * magnitude
        magnitude *= 10


def _described(categories: Sequence[str], series: Sequence[Series]) -> str:
    told = []
    for index, category in enumerate(categories):
        values = ((row.name, row.values[index]) for row in series)
        told.append(
            category + "：" + "，".join(f"{name} {'无数据' if value is None else value}" for name, value in values)
        )
    return "；".join(told) + "。"
