"""Where the prose says that no document was made and no decision taken: 没有制发规范性文件 (没有文件与决定).

The whole clause must say so and nothing before it may narrow it to a field, a month or a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.reports.checks.narrative.claims import Claim, Kind, Reading
from gongkai.reports.checks.numerals import NOTHING

_WHO = (
    r"(?:^|(?<=[，；：]))(?:20\d\d年度?|本年度?|全年|今年|年度内|年内|度|我[局办委厅镇乡]|我(?:单位|中心|街道)|本(?:机关|单位|部门|[局办委厅镇乡])"
    r"|目前|暂|均|，){0,4}"
)
_NONE = r"(?:未|没有|尚未|无)"
_END = r"(?=[，；。]|$)"
_NOUN = r"(?:行政)?规范性文件"
_ROW = "proactive.normative_documents"
_NO_DOCUMENTS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(rf"{_WHO}{_NONE}(?:新)?(?:制发|制定|出台|印发)(?:过|的)?(?:任何)?{_NOUN}{_END}"), ("made",)),
    (re.compile(rf"{_WHO}(?:没有|无)(?:新)?{_NOUN}(?:制发|制定|出台){_END}"), ("made",)),
    (re.compile(rf"{_WHO}{_NONE}废止(?:过|的)?(?:任何)?{_NOUN}{_END}"), ("repealed",)),
    (re.compile(rf"{_WHO}(?:没有|无)现行有效的?{_NOUN}{_END}"), ("in_force",)),
    (re.compile(rf"{_WHO}(?:没有|无){_NOUN}{_END}"), ("in_force", "made")),
)
_DECISION = r"行政(?:许可|处罚|强制)(?:决定|措施)?"
_NO_DECISION = re.compile(
    rf"{_WHO}(?:未|没有|尚未)(?:作出|做出|下达)(?:过)?(?:任何)?(?P<kinds>{_DECISION}(?:(?:、|和|及|或|以及){_DECISION}){{0,2}}){_END}"
)
_KIND = re.compile(r"许可|处罚|强制")
_KEYS = {"许可": "licensing", "处罚": "penalties", "强制": "coercion"}
_NARROWED = re.compile(
    r"领域|方面|其中|对|专项|检查|案件|抽查|抽检|行动|如|若|凡|季度|\d月|期间|以来|名义|联合|党内|经审查|合法性|涉及|有关|关于|各|所属"
)


def absent_acts(text: str) -> Iterator[Claim]:
    """Yield the claims that no document was made or stands, or no decision taken, each worth zero (没有文件与决定)."""
    for pattern, columns in _NO_DOCUMENTS:
        for match in _plain(pattern, text):
            readings = tuple((f"{_ROW}.{column}",) for column in columns)
            yield _none(match, readings, Kind.DOCUMENT)
    for match in _plain(_NO_DECISION, text):
        for kind in _KIND.findall(match["kinds"]):
            yield _none(match, ((f"proactive.{_KEYS[kind]}.decisions",),), Kind.DECISION)


def _plain(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    return (match for match in pattern.finditer(text) if not _NARROWED.search(text[: match.end()]))


def _none(match: re.Match[str], readings: tuple[Reading, ...], kind: Kind) -> Claim:
    return Claim(NOTHING, readings, kind, match.start(), match.end(), match.end())
