"""Where the prose says that there was none: 未收到申请, 没有发生行政复议 (零的提法)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.reports.checks.narrative.carried import CARRIED_IN, CARRIED_OUT
from gongkai.reports.checks.narrative.claims import Claim, Kind, Reading
from gongkai.reports.checks.narrative.intake import NEW
from gongkai.reports.checks.narrative.mentions import Topic
from gongkai.reports.checks.narrative.remedies import LITIGATION, RECONSIDERATION
from gongkai.reports.checks.narrative.wording import APPLICATION, EVERYONE, SOMEONE
from gongkai.reports.checks.numerals import NOTHING

_NOT = r"(?:均未|暂未|尚未|从未|未曾|未|没有|没|无|暂无)"
_ANYONE = (
    r"(?:过|任何|一件|有|相关|公民|自然人|个人|法人|其[他它]|组织|单位|群众|申请人|社会公众|或者|或|和|及|与|、|的"
    r"|向我[局办委厅]|向本机关|提出|有关|关于|新|政府信息公开的)"
)
_NO_APPLICATION = re.compile(
    rf"{_NOT}(?:收到|接到|受理|接收|收到过|接收到|出现|发生|产生)?{_ANYONE}{{0,10}}"
    rf"(?P<noun>{APPLICATION}|(?P<bare>申请))(?:事项|件|案件|情况|数量|公开信息|公开)?(?P<rest>[^，；。]{{0,20}})"
)
_COUNT_IS_ZERO = re.compile(
    rf"(?:{APPLICATION})(?:受理|收到|接收|申请)?(?:数量|总数|件数|数)?(?:为|是|：)(?:零|0)(?=[件宗，；。、]|$)"
)
_ALSO = re.compile(r"^(?:的)?(?:情况|事项|事宜|\.|，|；|。|$|！|）|、)")
_NO_CARRY = re.compile(
    r"(?:无|没有|未有|不存在)(?:(?P<last>上年度?|上一年度?)结转|结转(?:至|到)?(?P<next>下年度?|下一年度?|次年)|(?:下年度?|下一年度?)结转)(?:的|政府信息公开|申请|办理|件|继续|情况){0,4}(?=[，；。、）.]|$)"
)
_NO_CARRY_AT_ALL = re.compile(
    r"(?:办结|办理完毕|答复|处理完毕)(?:完毕)?[，、]{1,2}(?:无|没有)(?:结转|未办结)(?:的)?(?:申请|事项|件|情况)?(?=[，；。]|$)"
)
"""With all closed, none carried over can only mean into the next year; 上年无结转 says otherwise."""
_NO_REMEDY = re.compile(
    rf"{_NOT}(?:发生|出现|产生|收到|接到|引发|引起|被|有|因|涉及|针对)[^，；。]{{0,40}}?"
    r"(?:(?P<both>行政复议(?:案件)?(?:、|和|及|或|或者|与|以及)(?:被)?(?:提起)?行政诉讼)|(?P<reconsideration>行政复议)|(?P<litigation>行政诉讼))"
    r"(?P<rest>[^，；。]{0,30})"
)
_NO_REMEDY_SHORT = re.compile(
    r"(?:^|[，；。、])(?:20\d\d年度?|全年|本年度?|我局|本机关|我办){0,3}无(?:政府信息公开)?(?:(?P<both>行政复议(?:、|和|及|或|与)行政诉讼)"
    r"|(?P<reconsideration>行政复议)|(?P<litigation>行政诉讼))(?P<rest>[^，；。]{0,30})"
)
_QUALIFIED = re.compile(
    r"纠正|败诉|撤销|责令|违法|变更|不利|不当|不及时|不规范|超期|逾期|程序|未经|复议后|决定|机关|直接|应诉|诉求|人员|再次|重大|纠错"
)
_PLAIN_REST = re.compile(
    r"^(?:(?:、|和|及|或)(?:行政)?(?:投诉|举报|申诉)){0,2}(?:的)?(?:案件|案|申请|事项|情况|情形|发生|现象|问题|等){0,3}(?:的)?(?:情况|发生|等)?$"
)
_ABOUT_DISCLOSURE = re.compile(r"信息公开|依申请|公开申请|公开工作|政务公开")


def absences(text: str, topic: Topic | None, chapter: int) -> Iterator[Claim]:
    """Yield the claims that there was none of something, each worth zero (零的提法)."""
    yield from _no_applications(text, topic)
    for match in _NO_CARRY.finditer(text):
        if topic is Topic.APPLICATIONS or "申请" in text:
            yield _none(match, CARRIED_IN if match["last"] else CARRIED_OUT, Kind.OUTCOME)
    for match in _NO_CARRY_AT_ALL.finditer(text):
        if topic is Topic.APPLICATIONS and not re.search(r"上年|上一年|去年|往年", text):
            yield _none(match, CARRIED_OUT, Kind.OUTCOME)
    if chapter == 4 or topic is Topic.REMEDIES or _ABOUT_DISCLOSURE.search(text):
        yield from _no_remedies(text)


def _no_applications(text: str, topic: Topic | None) -> Iterator[Claim]:
    for match in _NO_APPLICATION.finditer(text):
        if match["bare"] and topic is not Topic.APPLICATIONS:
            continue
        if _ALSO.match(match["rest"]) and not _narrowed(match[0]):
            yield _none(match, NEW, Kind.INTAKE)
    for match in _COUNT_IS_ZERO.finditer(text):
        yield _none(match, NEW, Kind.INTAKE)


def _narrowed(words: str) -> bool:
    """Whether the words say only that there was none of a kind: from citizens alone, late ones, of another thing."""
    if re.search(r"复议|诉讼|投诉|逾期", words):
        return True
    return bool(SOMEONE.search(words)) and not EVERYONE.search(words)


def _no_remedies(text: str) -> Iterator[Claim]:
    for pattern in (_NO_REMEDY, _NO_REMEDY_SHORT):
        for match in pattern.finditer(text):
            if _QUALIFIED.search(match[0]) or not _names_all(match["rest"]):
                continue
            if match["both"] or "诉讼" in match["rest"]:
                yield _none(match, _totals(RECONSIDERATION), Kind.REMEDY)
                yield _none(match, _totals(LITIGATION), Kind.REMEDY)
            else:
                rows = RECONSIDERATION if match["reconsideration"] else LITIGATION
                yield _none(match, _totals(rows), Kind.REMEDY)


def _names_all(rest: str) -> bool:
    """Whether the words after the noun leave it unqualified, or add the lawsuit to the reconsideration."""
    lawsuit = re.match(r"^(?:案件|申请)?(?:、|和|及|或|或者|与|以及)(?:被|提起|申请|行政){0,3}诉讼(?P<rest>.*)$", rest)
    return bool(_PLAIN_REST.match(lawsuit["rest"] if lawsuit else rest))


def _totals(rows: tuple[str, ...]) -> Reading:
    return tuple(f"remedies.{row}.total" for row in rows)


def _none(match: re.Match[str], cells: Reading, kind: Kind) -> Claim:
    return Claim(NOTHING, (cells,), kind, match.start(), match.end(), match.start())
