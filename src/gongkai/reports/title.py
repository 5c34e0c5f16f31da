"""Whose report it is, of which year, and when it was made (报告标题).

The organ is named as the title names it. Where the title leaves the place out (政府办公室2022年…), the place that the
text names most is put before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.documents.blocks import Paragraph
from gongkai.reports.characters import fold

_LINES_SEARCHED = 60
_LONGEST_LINE = 90
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_WORDS = r"(?:政府)?信息公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)"
_YEAR = r"(?P<year>(?:19|20)\d\d|[二〇零○一三四五六七八九]{4})年度?"
_TITLES = (
    re.compile(rf"(?P<agency>[^0-9,。;:?!《》]{{2,40}}?)(?:关于)?(?:[(（]?){_YEAR}(?:[)）]?)(?:的)?{_WORDS}"),
    re.compile(rf"{_YEAR}(?P<agency>[^0-9,。;:?!《》]{{2,40}}?)(?:的)?{_WORDS}"),
    re.compile(rf"(?P<agency>[^0-9,。;:?!《》]{{2,40}}?){_WORDS}\(?{_YEAR}\)?"),
)
_BARE_TITLE = re.compile(rf"{_YEAR}{_WORDS}")
_NOISE = re.compile(r"\[bookmark:[^\]]*\]|^(?:标题|名称|题名|信息名称)[:：]|^[^:：]{0,8}[:：]")
_ORGAN_END = re.compile(
    r"(?:政府|办公室|办公厅|局|委员会|委|厅|中心|院|处|所|站|队|部|会|镇|乡|街道|街道办|办事处|管委会|市|县|区|省|州|盟|旗|"
    r"公司|学校|医院|大学|馆|社|集团|室|署|行|台)$"
)
_RUNS_ON = re.compile(r"[一-鿿]{18,40}")
"""A line of a title in 2号 that is full: twenty characters, a few less where signs are wide."""
_LACKS_PLACE = re.compile(r"^(?:人民政府|政府|[市县区州省旗盟](?!辖)|乡人民政府|镇人民政府|办公室|街道办事处)")
_PLACE = re.compile(r"(?P<name>[一-鿿]{2,4})(?P<kind>[省市县区州旗盟])(?=人民政府|政府|委|各|直|教育|财政|发展|公安)")
_FUNCTION_WORDS = "对在为由和与及向从到是我本全各该的了以将把使让给按照据根进行推动年月日会同"
_DATE = r"(?P<y>20\d\d)\s*[年\-/.]\s*(?P<m>\d{1,2})\s*[月\-/.]\s*(?P<d>\d{1,2})\s*日?"
_SIGNED = re.compile(rf"^\s*{_DATE}\s*$")
_PUBLISHED = re.compile(rf"(?:发布时间|发布日期|成文日期|发文日期|生成日期|公开日期)\s*[:：]?\s*{_DATE}")
_CHINESE_DATE = re.compile(
    r"^\s*([二〇零○一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日\s*$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a report's title says (标题信息)."""

    title: str
    agency: str | None
    year: int


def heading(paragraphs: Sequence[Paragraph]) -> Heading | None:
    """Return the report's title with its organ and year, or None where there is no such title (标题识别).

    The title may be cut over up to three lines, the organ's name may stand alone on the line before.
    """
    lines = [_clean(paragraph.text) for paragraph in paragraphs[:_LINES_SEARCHED]]
    lines = [line for line in lines if line]
    found = next(_titles(lines), None)
    if found is None:
        return None
    return Heading(found.title, _with_place(found.agency, paragraphs), found.year)


def _clean(text: str) -> str:
    bare = re.sub(r"\s+", "", fold(text[: 2 * _LONGEST_LINE]))
    return _NOISE.sub("", bare) if "公开" in bare or "[" in bare else bare


def _titles(lines: Sequence[str]) -> Iterator[Heading]:
    """Yield what may be the title, the surest first: whole on one line, then over two and three, then without organ.

    A name that fills the first line and goes on in the second is no title of two lines with something above it.
    """
    opening = lines[:3]
    if len(opening) == 3 and _RUNS_ON.fullmatch(opening[0]) and not _ORGAN_END.search(opening[0]) and _is_cut(opening):
        yield from _match_whole("".join(opening))
    for span in (1, 2, 3):
        for at in range(len(lines) - span + 1):
            joined = "".join(lines[at : at + span])
            if span == 1 or (len(joined) <= _LONGEST_LINE and _is_cut(lines[at : at + span])):
                yield from _match_whole(joined)
    for at, line in enumerate(lines):
        match = _BARE_TITLE.search(line)
        if match and len(line) <= _LONGEST_LINE:
            before = lines[at - 1] if at else ""
            agency = before if 2 <= len(before) <= 40 and _ORGAN_END.search(before) else None
            yield Heading(line, agency, _year(match["year"]))


def _is_cut(lines: Sequence[str]) -> bool:
    """Tell whether the lines can be one title cut up: none but the last is a title or a sentence by itself."""
    return all(len(line) <= 40 and not re.search(r"[。;!?：:]", line) for line in lines) and not any(
        next(_match_whole(line), None) for line in lines
    )


def _match_whole(line: str) -> Iterator[Heading]:
    for pattern in _TITLES:
        match = pattern.match(line)
        if match and not _ends_title(line[match.end() :]):
            match = pattern.fullmatch(line)
        if match and match["agency"] != "政府":
            agency = re.sub(r"^关于|关于$|的$", "", match["agency"])
            yield Heading(match[0], agency, _year(match["year"]))
            return


def _ends_title(rest: str) -> bool:
    """Tell whether a title can end here: at the end of its line, or where the report follows on the same line."""
    return not rest or rest.startswith(("一、", "根据", "本报告", "按照", "依据", "为", "("))


def _year(text: str) -> int:
    return int(text.translate(_DIGITS))


def _with_place(agency: str | None, paragraphs: Sequence[Paragraph]) -> str | None:
    if agency is None or not _LACKS_PLACE.match(agency):
        return agency
    place = _place_named_most(paragraphs)
    if place is None:
        return agency
    return place + (agency[1:] if agency[0] == place[-1] else agency)


def _place_named_most(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the place that the text names most before 政府 and the like, without the words that stand before it."""
    seen: Counter[str] = Counter()
    for paragraph in paragraphs:
        for match in _PLACE.finditer(paragraph.text):
            name = match["name"]
            for size in range(2, len(name) + 1):
                piece = name[-size:]
                if not any(letter in _FUNCTION_WORDS for letter in piece):
                    seen[piece + match["kind"]] += 1
    if not seen:
        return None
    most = max(seen.values())
    return max((name for name, count in seen.items() if count == most), key=len)


def reported_on(paragraphs: Sequence[Paragraph]) -> date | None:
    """Return the date under the report, else the date of publication at its head (报告日期)."""
    lines = [fold(paragraph.text[: 2 * _LONGEST_LINE]) for paragraph in paragraphs[-_LINES_SEARCHED:]]
    for line in reversed(lines):
        if len(line) < 40:
            match = _SIGNED.match(line)
            found = _date(match["y"], match["m"], match["d"]) if match else _chinese_date(line)
            if found:
                return found
    for paragraph in paragraphs[:_LINES_SEARCHED]:
        match = _PUBLISHED.search(fold(paragraph.text[: 2 * _LONGEST_LINE]))
        if match:
            return _date(match["y"], match["m"], match["d"])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _chinese_date(line: str) -> date | None:
    match = _CHINESE_DATE.match(line)
    if match is None:
        return None
    return _date(match[1].translate(_DIGITS), str(_below_hundred(match[2])), str(_below_hundred(match[3])))


def _below_hundred(text: str) -> int:
    tens, ten, units = text.rpartition("十")
    if not ten:
        return int(text.translate(_DIGITS))
    return int((tens or "一").translate(_DIGITS)) * 10 + int((units or "0").translate(_DIGITS))
