"""Reports for people at a terminal: a headline, the problems, the tables, the findings (终端显示)."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from gongkai.cli.sheet_tables import marks_of, sheet_tables
from gongkai.cli.tally import Tally, lost_tables
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Report

MARK = {Severity.ERROR: "*", Severity.WARNING: "!", Severity.NOTICE: ""}
STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_TABLE_NAMES = dict(zip(TABLES, ("表二", "表三", "表四"), strict=True))


def console() -> Console:
    """Return the console on standard output: without colour where it is no terminal or NO_COLOR is set (控制台)."""
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


class Summaries:
    """One line a report, and one at the end (摘要显示)."""

    def __init__(self) -> None:
        """Open the console."""
        self._console = console()

    def show(self, report: Report) -> None:
        """Print the headline with its verdict (显示)."""
        self._print(Text("：").join((headline(report), verdict(report))))

    def conclude(self, tally: Tally) -> None:
        """Print the summary of the run (汇总)."""
        if tally.reports > 1:
            self._print(conclusion(tally))

    def _print(self, text: Text) -> None:
        # What goes into a file or another program is not broken into lines.
        self._console.print(text, soft_wrap=not self._console.is_terminal)


class Sheets(Summaries):
    """Every report in full: tables, findings and problems (完整显示)."""

    def show(self, report: Report) -> None:
        """Print one report (显示)."""
        self._print(headline(report))
        for problem in report.problems:
            self._print(Text.assemble(("【问题】", "bold magenta"), plain(problem.message), f"（{problem.code}）"))
        for table in sheet_tables(report, marks_of(report.findings, MARK), MARK_STYLES):
            self._console.print(table)
        for finding in report.findings:
            for line in told(finding):
                self._print(line)
        self._print(Text.assemble("小结：", verdict(report)))
        self._console.print()


MARK_STYLES = {MARK[severity]: STYLE[severity] for severity in (Severity.ERROR, Severity.WARNING)}


def plain(text: str) -> str:
    """Return the text without anything that steers a terminal: it comes from other people's files (去控制符)."""
    return "".join("�" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character for character in text)


def headline(report: Report) -> Text:
    """Name the report: organ, year, edition, file (报告名称)."""
    year = f"{report.year}年" if report.year else ""
    edition = f"（{report.edition}年版格式）" if report.edition else ""
    name = f"{plain(report.agency or '')}{year}{edition}"
    source = plain(report.source)
    return Text.assemble((name, "bold"), " ", (source, "dim")) if name else Text(source, "bold")


def told(finding: Finding) -> Iterator[Text]:
    """Yield the lines that tell one finding (核查发现)."""
    mark = f"【{finding.severity.label}】{MARK[finding.severity]}"
    yield Text.assemble((mark, STYLE[finding.severity]), plain(finding.message))
    if finding.quote:
        yield Text(f"    原文：“{plain(finding.quote)}”")
    grounds = f"依据：{plain(finding.citation)}　" if finding.citation else ""
    yield Text(f"    {grounds}规则：{finding.rule}", "dim")


def verdict(report: Report) -> Text:
    """Say in one line how the report stands (结论)."""
    if not report.is_readable:
        return Text("没有读出", "bold magenta")
    counts = {severity: sum(finding.severity is severity for finding in report.findings) for severity in Severity}
    parts = [Text(f"{severity.label} {count} 处", STYLE[severity]) for severity, count in counts.items() if count]
    lost = "、".join(_TABLE_NAMES[key] for key in lost_tables(report))
    if lost:
        parts.append(Text(f"{lost}没有读出", "bold magenta"))
    return Text("，").join(parts) if parts else Text("未发现问题", "green")


def conclusion(tally: Tally) -> Text:
    """Say in one line what became of the run (汇总)."""
    parts = [Text(f"共 {tally.reports} 份", "bold")]
    counted = (
        (tally.unread, "份没有读出", "bold magenta"),
        (tally.incomplete, "份缺表", "bold magenta"),
        (tally.with_errors, "份有错误", STYLE[Severity.ERROR]),
        (tally.with_warnings, "份只有警示", STYLE[Severity.WARNING]),
    )
    parts.extend(Text(f"{count} {told}", style) for count, told, style in counted if count)
    return Text("，").join(parts)
