"""What invented applicants ask for (虚构申请事项)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_PLACES = ("云台区", "松溪镇", "白石乡", "北苑街道", "望江村", "桐荫社区", "石桥村", "晴川片区")
_PROJECTS = ("旧城改造", "滨江绿道", "污水管网", "乡村公路", "学校扩建", "农贸市场迁建", "水库除险加固", "集中供暖")
_SUBJECTS = (
    "征地批复及红线图",
    "房屋征收补偿方案",
    "建设工程规划许可证",
    "环境影响评价批复",
    "招标文件和中标通知书",
    "专项资金使用情况",
    "补偿费发放明细",
    "听证会笔录",
    "行政处罚决定书",
    "年度工作经费决算",
)
_WANTS = ("申请公开{year}年{place}{project}项目的{subject}。", "请提供{place}{project}项目{subject}，{year}年制作。")
_NUMBERED = "希望获得复印件。文件名称见上，制作机关为贵单位。"


@dataclass(frozen=True, slots=True)
class InventedMatter:
    """What is sought (虚构申请事项). ``document_number`` is empty where the applicant knows none."""

    title: str
    description: str
    document_number: str


def invented_matter(chance: Random, *, year: int) -> InventedMatter:
    """Return something that may be asked for, made in or before ``year`` (虚构申请事项)."""
    place, project, subject = chance.choice(_PLACES), chance.choice(_PROJECTS), chance.choice(_SUBJECTS)
    made = year - chance.randrange(6)
    sought = chance.choice(_WANTS).format(year=made, place=place, project=project, subject=subject)
    number = f"青政办发〔{made}〕{chance.randint(1, 180)}号" if chance.random() < 0.25 else ""
    return InventedMatter(f"{place}{project}项目{subject}", f"{sought}{_NUMBERED}", number)
