"""How an organ's own register words the end of an application, old words among them (台账中的办理结果)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.statute.outcomes_catalogue import OUTCOMES

_ORDINAL = re.compile(r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十\d]+[、.．])")
_NOISE = re.compile(r"[\s（）()“”\"、，,。．.：:；;]")

_WORDED: Mapping[str, tuple[str, ...]] = {
    "granted.provided": ("予以公开", "公开", "同意公开", "同意公开答复", "予以提供", "提供"),
    "granted.published": ("属于已主动公开范围", "已主动公开", "告知查询途径", "告知获取途径"),
    "partly_granted": ("部分公开", "同意部分公开", "区分处理", "遮蔽后提供"),
    "refused.state_secret": ("属于国家秘密", "国家秘密", "涉密"),
    "refused.other_law": ("其他法律行政法规禁止公开", "法律行政法规禁止公开"),
    "refused.security_stability": ("危及三安全一稳定", "三安全一稳定"),
    "refused.third_party": ("保护第三方合法权益", "第三方不同意公开", "商业秘密", "个人隐私"),
    "refused.internal_affairs": ("属于三类内部事务信息", "内部事务信息"),
    "refused.deliberative": ("属于四类过程性信息", "过程性信息"),
    "refused.enforcement_file": ("属于行政执法案卷", "行政执法案卷"),
    "refused.administrative_query": ("属于行政查询事项", "行政查询事项"),
    "unavailable.not_existing": (
        "本机关不掌握相关政府信息",
        "本机关不掌握",
        "信息不存在",
        "政府信息不存在",
        "经检索没有",
    ),
    "unavailable.other_organ": ("不属于本机关公开", "不属于本机关", "不属于本行政机关", "非本机关", "非本部门掌握"),
    "unavailable.needs_creation": ("没有现成信息需要另行制作", "需要另行制作", "需加工汇总"),
    "unavailable.still_unclear": ("补正后申请内容仍不明确", "补正后仍不明确"),
    "declined.petition": ("信访举报投诉类申请", "信访", "信访投诉举报"),
    "declined.repeat": ("重复申请", "不予重复处理"),
    "declined.publication": ("要求提供公开出版物", "公开出版物"),
    "declined.excessive": ("无正当理由大量反复申请", "大量反复申请"),
    "declined.confirmation": (
        "要求行政机关确认或重新出具已获取信息",
        "要求确认或者重新出具",
        "要求确认或重新出具",
    ),
    "other.uncorrected": (
        "申请人无正当理由逾期不补正行政机关不再处理其政府信息公开申请",
        "逾期不补正",
        "逾期未补正视为放弃",
    ),
    "other.fee_unpaid": (
        "申请人逾期未按收费通知要求缴纳费用行政机关不再处理其政府信息公开申请",
        "逾期未缴费",
        "未缴费",
    ),
    "other.withdrawn": ("撤回申请", "申请人撤回", "终止"),
}


def _plain(text: str) -> str:
    return _NOISE.sub("", _ORDINAL.sub("", text))


_BY_WORDS: Mapping[str, str] = {
    **{_plain(words): code for code, several in _WORDED.items() for words in several},
    **{_plain(outcome.label): outcome.code for outcome in OUTCOMES.values()},
    **{_plain(code): code for code in OUTCOMES},
}


def outcome_worded(text: str) -> str:
    """Return the code of the outcome that a register's words name (台账用语对应的办理结果).

    The words are the form's rows, ours, and those that registers and reports used for them before. Raises ValueError
    for words that may mean more than one row, such as 不予公开 alone, and for words not known.
    """
    code = _BY_WORDS.get(_plain(text))
    if code is None:
        message = f"办理结果“{text[:30]}”不能确定对应年度报告的哪一行"
        raise ValueError(f"{message}，请写明，例如“不予公开（个人隐私）”或者“部分公开”")
    return code
