"""The words in which reports speak of what their tables count (行文用语).

Plain pieces of patterns; every repetition in them is bounded, so that no text can make matching slow.
"""

from __future__ import annotations

import re

LINK = r"(?:共计|总计|合计|累计|总共|共有|分别|数量|总数|总量|件数|数|共|为|是|达到?|有|计|均|：|“|（){0,4}"
"""What may stand between a noun and its figure."""

APPLICATION = (
    r"(?:政府)?信息(?:依申请)?公开(?:的)?(?:书面|有效)?申请|依申请公开(?:政府信息|信息)?(?:的)?(?:申请)?|依申请信息公开(?:申请)?"
    r"|公开(?:政府)?信息(?:的)?申请|申请公开(?:政府)?(?:信息)?|公开申请|政府信息(?:的)?申请|信息申请|依申请"
)
"""A noun that can only mean an application for information."""

BARE_APPLICATION = r"申请"
"""A noun that means one where the talk is of applications for information already."""

COUNTED = r"(?:办理)?(?:案件|办件|事项|件|表|信函|信息)?(?:的)?"

APPLICATION_UNITS = frozenset({"件", "份", "宗", "起", "例", "条", "个", "桩"})
CASE_UNITS = frozenset({"件", "宗", "起", "例", "份"})
DOCUMENT_UNITS = frozenset({"件", "个", "份", "部", "项"})
DECISION_UNITS = frozenset({"件", "宗", "起", "例", "个", "项", "份"})
MONEY_UNITS = {"万元": 0, "亿元": 4, "元": -4}
"""Money as powers of ten of 万元."""

EVERYONE = re.compile(r"(?:公民|自然人|个人|群众).{0,4}(?:法人|单位|组织|企业)")
"""The statute's phrase for all applicants: 公民、法人和其他组织."""
SOMEONE = re.compile(r"公民|自然人|个人|企业|法人|科研|公益|律师|法律服务|组织")
MIXED = re.compile(r"咨询|投诉|信访|举报|热线|留言|建议|提案|来信|来访|信件|工单|许可|诉求|信箱")
"""What may be counted together with applications: 咨询和政府信息公开申请."""
CHANNEL = re.compile(
    r"当面|现场|网络|网上|平台|信函|邮寄|邮件|邮箱|传真|书面|口头|线上|线下|窗口|微信|来函|信件|快递|网站|电子|在线|挂号|公众号"
)
EVERY_WAY = re.compile(r"等|各种|多种|各类|各渠道|不同|多渠道|两种|三种")
PART = re.compile(r"其中")
EVEN_IF_PART = re.compile(r"其中.{0,6}(?:我|本)[^，]{1,4}(?:收到|受理|接收|办理)")
