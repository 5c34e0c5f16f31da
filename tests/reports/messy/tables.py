"""The statutory tables as rows of printed cells, before a carrier mangles them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from gongkai.statute.report_form import Form, Row, Value

Show = Callable[[Value], str]


def plainly(value: Value) -> str:
    """A value as most organs print it."""
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Line:
    """One printed row: the merged labels that begin at it, its own label, its values. ``is_head``: no values."""

    groups: tuple[str, ...]
    label: str
    values: tuple[str, ...] = ()
    is_head: bool = False
    depth: int = 0

    @property
    def cells(self) -> tuple[str, ...]:
        return (*self.groups, self.label, *self.values)


def proactive(form: Form, figures: dict[str, Value], show: Show = plainly) -> list[Line]:
    lines = []
    for section in form.proactive.sections:
        lines.append(Line((), section.heading, is_head=True))
        lines.append(Line((), "信息内容", tuple(column.label for column in section.columns), is_head=True))
        for row in section.rows:
            lines.append(_line((), row, [f"proactive.{row.key}.{c.key}" for c in section.columns], figures, show))
    return lines


def applications_head() -> list[Line]:
    return [
        Line((), "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", ("申请人情况",), is_head=True),
        Line((), "", ("自然人", "法人或其他组织", "总计"), is_head=True),
        Line((), "", ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"), is_head=True),
    ]


def applications(form: Form, figures: dict[str, Value], show: Show = plainly) -> list[Line]:
    lines, seen = applications_head(), set()
    columns = form.applications.sections[0].columns
    for row in form.applications.rows:
        fresh = tuple(group for group in row.groups if group not in seen)
        seen.update(fresh)
        lines.append(_line(fresh, row, [f"applications.{row.key}.{c.key}" for c in columns], figures, show))
    return lines


def remedies_head() -> list[Line]:
    five = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return [
        Line((), "行政复议", ("行政诉讼",), is_head=True),
        Line((), "", (*five, "未经复议直接起诉", "复议后起诉"), is_head=True),
        Line((), "", five + five, is_head=True),
    ]


def remedies(form: Form, figures: dict[str, Value], show: Show = plainly) -> list[Line]:
    paths = [cell.path for cell in form.remedies.cells]
    return [*remedies_head(), Line((), "", tuple(show(figures[path]) for path in paths))]


def _line(groups: tuple[str, ...], row: Row, paths: Iterable[str], figures: dict[str, Value], show: Show) -> Line:
    return Line(groups, row.label, tuple(show(figures[path]) for path in paths), depth=len(row.groups))


@dataclass(frozen=True)
class Printed:
    """The three tables of one report as lines."""

    proactive: list[Line]
    applications: list[Line]
    remedies: list[Line]

    def mapped(self, change: Callable[[Line], Line]) -> Printed:
        return Printed(
            *([change(line) for line in table] for table in (self.proactive, self.applications, self.remedies))
        )


def printed(form: Form, figures: dict[str, Value], show: Show = plainly, *, table_three: Form | None = None) -> Printed:
    three = table_three or form
    return Printed(proactive(form, figures, show), applications(three, figures, show), remedies(form, figures, show))


TITLE = "青岚市人民政府办公室{year}年政府信息公开工作年度报告"
OVERVIEW = "{year}年，本机关认真执行条例，各项公开工作平稳开展，全年未发生责任追究情形。"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
PROBLEMS = "公开的时效还要提高。下一步将健全机制，加强培训。"
OTHERS = "本机关本年度没有收取信息处理费。"


def report_lines(year: int, tables: Iterable[list[str]], *, separator: str = "") -> list[str]:
    """A whole report as lines: title, headings, prose, and the tables already turned into lines."""
    two, three, four = tables
    return [
        TITLE.format(year=year),
        separator,
        HEADINGS[0],
        OVERVIEW.format(year=year),
        HEADINGS[1],
        *two,
        HEADINGS[2],
        *three,
        HEADINGS[3],
        *four,
        HEADINGS[4],
        PROBLEMS,
        HEADINGS[5],
        OTHERS,
        "青岚市人民政府办公室",
        f"{year + 1}年1月20日",
    ]
