"""What a passage is talking of (话题)."""

from __future__ import annotations

import re

from gongkai.reports.checks.narrative.mentions import Topic
from gongkai.reports.checks.narrative.wording import APPLICATION

_TOPICS = re.compile(
    rf"(?P<applications>{APPLICATION})"
    r"|(?P<documents>规范性文件|(?:政府|部门)规章)"
    r"|(?P<remedies>行政复议|行政诉讼)"
    r"|(?P<other>热线|12345|工单|信箱|留言|信访|来信|来访|来电|诉求|咨询|建议|提案|议案|投诉|举报|政务服务|舆情|网民|网友|主动公开|解读|新媒体"
    r"|公众号|信息管理|公开平台|平台建设|监督保障|培训|公报|征集|救助|补贴|不动产|证照|市场主体|仲裁|调解|公证|法律援助)"
)
_NAMES = {
    "applications": Topic.APPLICATIONS,
    "documents": Topic.DOCUMENTS,
    "remedies": Topic.REMEDIES,
    "other": Topic.OTHER,
}
OF_CHAPTER = {3: Topic.APPLICATIONS, 4: Topic.REMEDIES}
"""What a chapter talks of before it says so."""


def last_topic(text: str) -> Topic | None:
    """Return what was named last of the things a report talks of, or None (最近话题)."""
    last = None
    for match in _TOPICS.finditer(text):
        last = match.lastgroup
    return None if last is None else _NAMES[last]
