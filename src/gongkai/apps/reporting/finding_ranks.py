"""The place of a finding among others: gravest first, within a severity by rule (发现的次序)."""

from __future__ import annotations

from gongkai.reports.checks import RULES
from gongkai.reports.findings import Severity

SEVERITIES = {severity.code: severity for severity in Severity}
RULE_LABELS = {
    "applications.balance": "表三：来源与去向不相等",
    "applications.total": "表三：总计不等于各结果之和",
    "applications.row_sum": "表三：总计栏不等于各类申请人之和",
    "remedies.block_sum": "表四：总计不等于各结果之和",
    "cell.invalid": "单元格数值无效",
    "cell.blank": "单元格空白",
    "applications.carry_over": "上年结转与上年报告不一致",
    "proactive.continuity": "现行有效件数与上年报告不衔接",
    "narrative.disagrees": "正文与表格不一致",
    "narrative.citation_year": "文号年份有误",
    "section.missing": "缺少部分",
    "section.order": "各部分顺序不符",
    "section.fee_statement": "未说明信息处理费",
    "report.late": "逾期发布",
    "rollup.sum": "汇总数不等于各机关之和",
}
"""Each rule in words, as a list of findings names it."""
STEP = 100
_GRAVITY = {severity.code: rank for rank, severity in enumerate(Severity)}
_RANK = {rule: rank for rank, rule in enumerate(RULES)}


def rank_of(rule: str, severity: str) -> int:
    """Return a number that sorts findings: severity, then rule (次序)."""
    return _GRAVITY[severity] * STEP + _RANK[rule]
