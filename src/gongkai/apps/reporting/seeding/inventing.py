"""Invented reports as files, each with the errors known that it has (虚构报告文件)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from gongkai.apps.reporting.seeding import figures as invented
from gongkai.apps.reporting.seeding.organs import WHOLE, organ_name
from gongkai.apps.reporting.seeding.planting import PLANTED, PLANTED_BETWEEN_YEARS, ROLLUP, Draft
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.reports.writers import docx, html
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Value

_FORM = BY_EDITION[invented.EDITION]
_WORD_EVERY = 5
"""One report in so many is a Word document, the others are web pages."""
_SECTION = re.compile(r'<section aria-labelledby="part-(\d)">.*?</section>', re.DOTALL)
_WHOLE_ORDER = [1, 2, 3, 4, 5, 6]


@dataclass(frozen=True, slots=True)
class InventedFile:
    """A file, and the one rule that it breaks, empty where it breaks none (虚构文件)."""

    name: str
    content: bytes
    planted: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What to invent (虚构方案). ``spoiled`` is how many in a hundred of the last year's reports get an error."""

    reports: int
    years: tuple[int, ...]
    spoiled: int
    seed: int

    @property
    def organs(self) -> int:
        """How many organs report, the whole government apart (机关数)."""
        return max((self.reports - len(self.years)) // len(self.years), 0)


def invent(plan: Plan) -> Iterator[InventedFile]:
    """Yield the files of a plan, organ by organ, those of the whole government last (生成虚构报告).

    The same plan gives the same bytes. The whole government's reports are the sums of what all others ought to say.
    """
    totals: dict[int, dict[str, Value]] = {}
    rules = [*PLANTED, *(PLANTED_BETWEEN_YEARS if len(plan.years) > 1 else ())]
    for number in range(plan.organs):
        chance = _chance(plan.seed, number)
        standing = invented.opening(chance)
        rule = rules[number * plan.spoiled // 100 % len(rules)] if _is_spoiled(number, plan.spoiled) else ""
        for year in plan.years:
            cells, standing = invented.year_of(chance, standing)
            totals[year] = invented.added(totals[year], cells) if year in totals else dict(cells)
            planted = rule if year == plan.years[-1] else ""
            draft = Draft(organ_name(number), year, dict(cells), date(year + 1, 1, 15))
            yield _written(draft, planted, place=number)
    for year, cells in totals.items():
        yield _whole(year, cells, planted=ROLLUP if year == plan.years[-1] else "")


def _is_spoiled(number: int, share: int) -> bool:
    return (number + 1) * share // 100 > number * share // 100


def _whole(year: int, cells: dict[str, Value], *, planted: str) -> InventedFile:
    draft = Draft(WHOLE, year, cells, date(year + 1, 3, 10))
    if planted:
        # One more decision than all the organs made.
        draft.shift({"proactive.penalties.decisions": 1})
    return InventedFile(f"{WHOLE}-{year}.html", _page(draft), planted)


def _written(draft: Draft, planted: str, *, place: int) -> InventedFile:
    if planted:
        {**PLANTED, **PLANTED_BETWEEN_YEARS}[planted](draft)
    is_page = place % _WORD_EVERY or draft.parts != _WHOLE_ORDER
    content = _page(draft) if is_page else docx.write(_report(draft))
    return InventedFile(f"{draft.organ}-{draft.year}.{'html' if is_page else 'docx'}", content, planted)


def _page(draft: Draft) -> bytes:
    """Return the report as a web page, its parts in the order of the draft."""
    text = html.write(_report(draft)).decode()
    if draft.parts == _WHOLE_ORDER:
        return text.encode()
    found = {int(section[1]): section[0] for section in _SECTION.finditer(text)}
    head, _, rest = text.partition(found[1])
    return "".join((head, *(found[number] for number in draft.parts), rest.partition(found[6])[2])).encode()


def _report(draft: Draft) -> Report:
    texts = _texts(draft)
    return Report(
        source="",
        title=f"{draft.organ}{draft.year}年政府信息公开工作年度报告",
        agency=draft.organ,
        year=draft.year,
        reported_on=draft.reported_on,
        editions=dict.fromkeys(TABLES, invented.EDITION),
        figures=draft.figures,
        chapters=tuple(Chapter(number, titles[0], texts[number]) for number, titles in enumerate(_FORM.chapters, 1)),
    )


def _texts(draft: Draft) -> dict[int, str]:
    year = draft.year
    return {
        1: f"{year}年，落实《{year}年政务公开工作要点》（江政办发〔{draft.document_year}〕5号），推进各项公开工作。\n"
        f"{year}年收到政府信息公开申请{draft.said}件，依法按期办理。",
        2: "",
        3: "",
        4: "",
        5: "政策解读的形式还不够丰富，部分栏目更新不够及时。下一步将充实解读形式，明确更新责任，按季度检查。",
        6: draft.fee_text,
    }


def _chance(*marks: object) -> Random:
    return Random(":".join(map(str, marks)))  # noqa: S311  Invention needs no secrecy, only repetition.
