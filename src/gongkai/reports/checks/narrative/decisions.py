"""How many licences, penalties and measures of coercion, and how much in charges (处理决定数量与收费金额)."""

from __future__ import annotations

import re
from decimal import Decimal

from gongkai.reports.checks.narrative.claims import Claim, Kind
from gongkai.reports.checks.narrative.mentions import Mention
from gongkai.reports.checks.narrative.wording import DECISION_UNITS, LINK, MONEY_UNITS
from gongkai.reports.checks.numerals import Numeral

_ROWS = {"许可": "licensing", "处罚": "penalties", "强制": "coercion"}
_MADE = re.compile(rf"(?:作出|做出|实施|下达)(?:的)?行政(?P<row>许可|处罚|强制)(?:处理)?(?:决定|措施)?(?:书)?{LINK}$")
_DECIDED = re.compile(
    rf"(?:^|[，、：（的了出年度内共计局办委厅]|机关)行政(?P<row>许可|处罚|强制)(?:处理决定|决定)(?:数量)?{LINK}$"
)
_CONTINUED = re.compile(rf"^[、，和及]?(?:行政)?(?P<row>许可|处罚|强制)(?:处理)?(?:决定|措施)?{LINK}$")
_SHOWN = re.compile(r"公开|公示|公布|发布|录入|归集|报送|推送|信息|信用|网上|当场|简易|典型|重大|撤销|其中")
_IN_A_FIELD = re.compile(r"领域|专项|行动|抽检|抽查|检查|整治|查处|查办|立案|方面|执法|其中|涉及|涉嫌|违法|案件|举报")
_CHARGED = re.compile(rf"行政事业性收费(?:总额|总金额|金额|收入|款)?{LINK}$")
_NOT_CHARGED = re.compile(r"减免|免征|降低|取消|清理|公示|公开|停征|减轻|目录|项目|预算|退|缓")


def decisions(mention: Mention) -> tuple[Claim, ...]:
    """Return what a figure says of decisions made or charges taken (处理决定数量、收费金额).

    Decisions that were published or reported, or taken in one field, are not all that were made, and say nothing.
    """
    if mention.unit in MONEY_UNITS:
        return _charges(mention)
    if mention.unit not in DECISION_UNITS or _SHOWN.search(mention.lead) or _IN_A_FIELD.search(mention.before):
        return ()
    patterns = (_MADE, _DECIDED, _CONTINUED) if mention.context.deciding else (_MADE, _DECIDED)
    for pattern in patterns:
        match = pattern.search(mention.lead)
        if match is not None:
            return (_claim(mention, f"proactive.{_ROWS[match['row']]}.decisions", match, mention.value),)
    return ()


def _charges(mention: Mention) -> tuple[Claim, ...]:
    match = _CHARGED.search(mention.lead)
    if match is None or _NOT_CHARGED.search(mention.lead):
        return ()
    unit = Decimal(1).scaleb(MONEY_UNITS[mention.unit])
    amount = Numeral(mention.value.value * unit, mention.value.quantum * unit)
    return (_claim(mention, "proactive.charges.amount", match, amount),)


def _claim(mention: Mention, path: str, match: re.Match[str], value: Numeral) -> Claim:
    label_at = mention.start - len(mention.lead) + match.start()
    return Claim(value, ((path,),), Kind.DECISION, mention.start, mention.end, label_at)
