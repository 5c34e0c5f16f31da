"""What both editions of the form have in common: table four, the applicants and the undivided outcomes (共同栏目).

Source: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号. The labels after the first are slips and shortenings seen
in published reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.statute.citations import Citation, Instrument
from gongkai.statute.instruments import FEE_MEASURES, REGULATION_2019
from gongkai.statute.report_form import Column, Relation, Row, Section, Table

CHAPTERS: tuple[tuple[str, ...], ...] = (
    ("总体情况", "概述", "总体工作情况", "基本情况", "工作总体情况"),
    ("主动公开政府信息情况", "主动公开政府信息", "主动公开情况", "政府信息主动公开情况"),
    (
        "收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请",
        "收到和处理信息公开申请情况",
        "依申请公开情况",
        "依申请公开政府信息情况",
    ),
    (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
        "政府信息公开行政复议和行政诉讼情况",
        "政府信息公开行政复议、提起行政诉讼情况",
        "行政复议、行政诉讼情况",
    ),
    (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
        "存在的主要问题和改进情况",
        "存在的问题及改进情况",
        "存在问题及改进情况",
        "存在的主要问题及改进措施",
        "存在的主要问题及下一步改进情况",
    ),
    ("其他需要报告的事项", "其他需要报告的情况", "需要报告的其他事项", "其他事项", "其他需报告的事项"),
)

APPLICANTS: tuple[Column, ...] = (
    Column("natural_person", ("自然人", "公民", "个人")),
    Column("business", ("商业企业", "企业", "商业")),
    Column("research", ("科研机构", "科研")),
    Column("public_interest", ("社会公益组织", "社会公益", "公益组织", "社会公益机构")),
    Column("legal_services", ("法律服务机构", "法律服务", "法律机构", "法律服务组织")),
    Column("other", ("其他", "其它")),
    Column("total", ("总计", "合计", "总数")),
)

REFUSED = "（三）不予公开"
UNAVAILABLE = "（四）无法提供"
DECLINED = "（五）不予处理"
OTHER = "（六）其他处理"
RESULTS = "三、本年度办理结果"

_article = REGULATION_2019.at


def _row(key: str, *labels: str, groups: tuple[str, ...] = (), at: Citation | None = None) -> Row:
    return Row(key, labels, groups, at)


RECEIVED_ROWS: tuple[Row, ...] = (
    _row(
        "new", "一、本年新收政府信息公开申请数量", "本年新收", "本年新收政府信息公开申请数", at=_article("第三十一条")
    ),
    _row(
        "carried_in",
        "二、上年结转政府信息公开申请数量",
        "上年转结政府信息公开申请数量",
        "上年度结转政府信息公开申请数量",
        "上年结转",
    ),
)

OUTCOME_ROWS: tuple[Row, ...] = (
    _row("granted", "（一）予以公开", groups=(RESULTS,), at=_article("第三十六条第一项、第二项")),
    _row(
        "partly_granted",
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（二）部分公开（区分处理的，只计这一情形，不计其他）",
        "（二）部分公开",
        groups=(RESULTS,),
        at=_article("第三十七条"),
    ),
    _row(
        "refused.state_secret",
        "1.属于国家秘密",
        "1.属于国家机密",
        "1.涉及国家秘密",
        groups=(RESULTS, REFUSED),
        at=_article("第十四条"),
    ),
    _row(
        "refused.other_law",
        "2.其他法律行政法规禁止公开",
        "2.其他法律法规禁止公开",
        "2.法律行政法规禁止公开",
        groups=(RESULTS, REFUSED),
        at=_article("第十四条"),
    ),
    _row(
        "refused.security_stability",
        "3.危及“三安全一稳定”",
        "3.危及三安全一稳定",
        "3.三安全一稳定",
        groups=(RESULTS, REFUSED),
        at=_article("第十四条"),
    ),
    _row(
        "refused.third_party",
        "4.保护第三方合法权益",
        "4.保护第三方合法利益",
        "4.保护第三方权益",
        groups=(RESULTS, REFUSED),
        at=_article("第十五条"),
    ),
    _row(
        "refused.internal_affairs",
        "5.属于三类内部事务信息",
        "5.属于三类内部管理信息",
        "5.三类内部事务信息",
        groups=(RESULTS, REFUSED),
        at=_article("第十六条第一款"),
    ),
    _row(
        "refused.deliberative",
        "6.属于四类过程性信息",
        "6.四类过程性信息",
        groups=(RESULTS, REFUSED),
        at=_article("第十六条第二款"),
    ),
    _row(
        "refused.enforcement_file",
        "7.属于行政执法案卷",
        "7.属于行政执法案件",
        "7.行政执法案卷",
        groups=(RESULTS, REFUSED),
        at=_article("第十六条第二款"),
    ),
    _row(
        "refused.administrative_query",
        "8.属于行政查询事项",
        "8.行政查询事项",
        groups=(RESULTS, REFUSED),
        at=_article("第三十六条第七项"),
    ),
    _row(
        "unavailable.not_held",
        "1.本机关不掌握相关政府信息",
        "1.本机关不掌握相关信息",
        "1.不掌握相关政府信息",
        groups=(RESULTS, UNAVAILABLE),
        at=_article("第三十六条第四项、第五项"),
    ),
    _row(
        "unavailable.needs_creation",
        "2.没有现成信息需要另行制作",
        "2.没有现成信息需另行制作",
        groups=(RESULTS, UNAVAILABLE),
        at=_article("第三十八条"),
    ),
    _row(
        "unavailable.still_unclear",
        "3.补正后申请内容仍不明确",
        "3.补正后申请内容仍然不明确",
        "3.补正后申请内容不明确",
        groups=(RESULTS, UNAVAILABLE),
        at=_article("第三十条"),
    ),
    _row(
        "declined.petition",
        "1.信访举报投诉类申请",
        "1.信访投诉举报类申请",
        "1.信访举报投诉类",
        groups=(RESULTS, DECLINED),
        at=_article("第三十九条第一款"),
    ),
    _row("declined.repeat", "2.重复申请", groups=(RESULTS, DECLINED), at=_article("第三十六条第六项")),
    _row(
        "declined.publication",
        "3.要求提供公开出版物",
        "3.提供公开出版物",
        groups=(RESULTS, DECLINED),
        at=_article("第三十九条第二款"),
    ),
    _row(
        "declined.excessive",
        "4.无正当理由大量反复申请",
        "4.无正当理由大量申请",
        groups=(RESULTS, DECLINED),
        at=_article("第三十五条"),
    ),
    _row(
        "declined.confirmation",
        "5.要求行政机关确认或重新出具已获取信息",
        "5.要求行政机关确认或者重新出具已获取信息",
        "5.要求行政机关确认或重新出具已获取的信息",
        groups=(RESULTS, DECLINED),
    ),
)

OTHER_DIVIDED: tuple[Row, ...] = (
    _row(
        "other.uncorrected",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "1.申请人无正当理由逾期不补正",
        groups=(RESULTS, OTHER),
        at=_article("第三十条"),
    ),
    _row(
        "other.fee_unpaid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用",
        groups=(RESULTS, OTHER),
        at=FEE_MEASURES.at(""),
    ),
    _row("other.other", "3.其他", "3.其它", groups=(RESULTS, OTHER)),
)

OTHER_UNDIVIDED = _row("other.all", "（六）其他处理", "（六）其它处理", groups=(RESULTS,))

CLOSING_ROWS: tuple[Row, ...] = (
    _row("total", "（七）总计", "（七）合计", groups=(RESULTS,)),
    _row(
        "carried_out",
        "四、结转下年度继续办理",
        "四、转结下年度继续办理",
        "四、结转下年继续办理",
        "四、结转下年度",
    ),
)

RESULTS_COLUMNS: tuple[Column, ...] = (
    Column("upheld", ("结果维持", "维持")),
    Column("corrected", ("结果纠正", "纠正")),
    Column("other", ("其他结果", "其它结果")),
    Column("pending", ("尚未审结", "未审结")),
    Column("total", ("总计", "合计")),
)

REMEDIES = Table(
    "remedies",
    4,
    "表四",
    (
        Section(
            "政府信息公开行政复议、行政诉讼情况",
            (
                Row("reconsideration", ("行政复议",)),
                Row("litigation_direct", ("未经复议直接起诉",), ("行政诉讼",)),
                Row("litigation_after_reconsideration", ("复议后起诉",), ("行政诉讼",)),
            ),
            RESULTS_COLUMNS,
        ),
    ),
)


def applications_table(outcomes: tuple[Row, ...]) -> Table:
    """Return table three with the given outcome rows (收到和处理政府信息公开申请情况)."""
    rows = RECEIVED_ROWS + outcomes + CLOSING_ROWS
    return Table("applications", 3, "表三", (Section("申请人情况", rows, APPLICANTS),))


def relations(outcomes: tuple[Row, ...], notice: Instrument) -> tuple[Relation, ...]:
    """Return every sum that tables three and four must satisfy (勾稽关系)."""
    return (*_column_relations(outcomes, notice), *_row_relations(outcomes, notice), *_remedy_relations(notice))


def _column_relations(outcomes: tuple[Row, ...], notice: Instrument) -> Iterator[Relation]:
    for column in APPLICANTS:
        in_column = f"applications.{{}}.{column.key}".format
        yield Relation(
            "applications.balance",
            (in_column("new"), in_column("carried_in")),
            (in_column("total"), in_column("carried_out")),
            f"“{column.label}”列：第一项加第二项之和，等于第三项加第四项之和",
            notice.at("附件表三表头"),
        )
        yield Relation(
            "applications.total",
            (in_column("total"),),
            tuple(in_column(row.key) for row in outcomes),
            f"“{column.label}”列：（七）总计等于第三项各办理结果之和",
            notice.at("附件表三"),
        )


def _row_relations(outcomes: tuple[Row, ...], notice: Instrument) -> Iterator[Relation]:
    for row in RECEIVED_ROWS + outcomes + CLOSING_ROWS:
        cells = tuple(f"applications.{row.key}.{column.key}" for column in APPLICANTS)
        yield Relation(
            "applications.row_sum",
            cells[-1:],
            cells[:-1],
            f"“{row.label}”行：总计等于六类申请人之和",
            notice.at("附件表三"),
        )


def _remedy_relations(notice: Instrument) -> Iterator[Relation]:
    for row in REMEDIES.rows:
        cells = tuple(f"remedies.{row.key}.{column.key}" for column in RESULTS_COLUMNS)
        yield Relation(
            "remedies.block_sum",
            cells[-1:],
            cells[:-1],
            f"“{row.label}”：总计等于维持、纠正、其他、尚未审结之和",
            notice.at("附件表四"),
        )
