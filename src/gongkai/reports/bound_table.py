"""A statutory table after its cells were bound to the form (定位后的法定表格)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gongkai.documents.blocks import Place
from gongkai.documents.problems import Problem
from gongkai.reports.cell_values import value_of
from gongkai.reports.value_rows import Token
from gongkai.statute.report_form import Column, Form, Row, Value

_NAMES = {"proactive": "表二（主动公开）", "applications": "表三（依申请公开）", "remedies": "表四（复议诉讼）"}


@dataclass(frozen=True, slots=True)
class BoundTable:
    """The figures of one table by path, where each was found, and the edition whose rows it has (定位后的表格).

    ``unread`` are the cells that are None because they could not be read, and not because they are blank.
    """

    edition: str
    figures: Mapping[str, Value]
    places: Mapping[str, Place]
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()


@dataclass(slots=True)
class TableUnderWay:
    """Figures as they are bound, row by row (定位过程)."""

    form: Form
    key: str
    figures: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    unreadable: dict[str, str] = field(default_factory=dict)
    open_cells: set[str] = field(default_factory=set)

    def bind(self, row: Row, columns: Iterable[Column], tokens: Iterable[Token | None]) -> None:
        """Take the tokens of one row as its cells, in the order of the columns."""
        prefix = f"{self.key}.{row.key}."
        figures, places = self.figures, self.places
        for column, token in zip(columns, tokens, strict=True):
            path = prefix + column.key
            if token is None:
                figures[path] = None
                continue
            figures[path] = value_of(token.printed, measure=column.measure, unit=column.unit)
            places[path] = token.place
            if token.printed.is_unreadable:
                self.unreadable[path] = token.text

    def leave_blank(self, row: Row, columns: Iterable[Column]) -> None:
        """Enter a row whose label is there and whose cells are empty."""
        for column in columns:
            self.figures[f"{self.key}.{row.key}.{column.key}"] = None

    def give_up(self, row: Row, columns: Iterable[Column]) -> None:
        """Enter a row that could not be read: its cells are None and a problem will name it."""
        self.bind_in_part(row, tuple(columns), ())

    def bind_in_part(self, row: Row, columns: tuple[Column, ...], tokens: tuple[Token | None, ...]) -> None:
        """Enter a row some of whose cells could not be told; a problem will name it."""
        self.leave_blank(row, columns)
        if tokens:
            self.bind(row, columns, tokens)
        paths = (f"{self.key}.{row.key}.{column.key}" for column in columns)
        self.open_cells.update(path for path in paths if self.figures[path] is None)
        self.unread.append(row.label)

    def finish(self, *further: Problem) -> BoundTable:
        """Return the table with what could not be read said as a problem."""
        problems = list(further)
        if self.unread:
            named = "、".join(f"“{label}”" for label in self.unread[:6]) + ("等" if len(self.unread) > 6 else "")
            problems.append(
                Problem(
                    "cells.ambiguous",
                    f"{_NAMES[self.key]}中{named}{len(self.unread)}行的数字无法确定属于哪一栏，"
                    "这些单元格留空；请对照原件核对。",
                    self.key,
                )
            )
        if self.unreadable:
            problems.append(self._unreadable())
        open_cells = frozenset(self.open_cells | self.unreadable.keys())
        return BoundTable(self.form.edition, self.figures, self.places, tuple(problems), open_cells)

    def _unreadable(self) -> Problem:
        first = list(self.unreadable.items())[:6]
        named = "；".join(f"{self.form.name(path)}印作“{text.strip()}”" for path, text in first)
        more = f"等{len(self.unreadable)}格" if len(self.unreadable) > 6 else ""
        return Problem("cells.unreadable", f"{named}{more}，不是可以识别的数字，未予读取；请对照原件核对。", self.key)


def missing(key: str) -> Problem:
    """Return the problem of a table of which nothing was found (表格缺失)."""
    return Problem("table.missing", f"没有找到{_NAMES[key]}；如原件中有此表，请换用其他格式的文件再读。", key)


def unrecoverable(key: str) -> Problem:
    """Return the problem of a table that is there and admits more than one reading (表格无法还原)."""
    return Problem(
        "table.unrecoverable",
        f"{_NAMES[key]}的数字之间没有分隔或有缺失，按勾稽关系不能得出唯一读法，未予还原；请使用原始文件。",
        key,
    )


def repeated(key: str) -> Problem:
    """Return the problem of a file that holds one table more than once, with other figures (表格重复)."""
    return Problem(
        "table.repeated",
        f"文件中有不止一份{_NAMES[key]}且数字不同，不能确定哪一份属于本报告；请只保留本年度的一份再读。",
        key,
    )


def columns_moved(key: str) -> Problem:
    """Return the problem of a table whose columns are not in the order of the form (栏目顺序不符)."""
    return Problem(
        "table.columns_moved",
        f"{_NAMES[key]}的栏目顺序与规定格式不同，又不能按表头逐栏对应，未予读取；请对照原件核对。",
        key,
    )


def lines_dropped(key: str) -> Problem:
    """Return the problem of a text whose repeated lines were dropped when it was collected (重复行被去除)."""
    return Problem(
        "table.lines_dropped",
        f"文本中重复的行在采集时被去掉了，{_NAMES[key]}的数字已不完整，无法还原；请重新下载原始文件。",
        key,
    )
