"""The invented organs whose reports are invented (虚构机关名称)."""

from __future__ import annotations

CITY = "江澜市"
WHOLE = f"{CITY}人民政府"
_DEPARTMENTS = (
    *("财政局", "教育局", "自然资源局", "住房和城乡建设局", "生态环境局", "交通运输局", "水利局", "民政局", "司法局"),
    *("卫生健康局", "应急管理局", "审计局", "统计局", "医疗保障局", "农业农村局", "商务局", "市场监督管理局"),
)
_TOWNSHIPS = ("松溪镇", "白石乡", "桐荫镇", "石桥镇", "望江乡", "晴川镇", "云栖镇", "听雨乡")
_OFFICES = (*_DEPARTMENTS, *(f"{township}人民政府" for township in _TOWNSHIPS))


def organ_name(number: int) -> str:
    """Return the name of the organ with a number, each number another; no such organ exists (机关名称)."""
    district, office = divmod(number, len(_OFFICES))
    return f"{CITY}第{_in_chinese(district + 1)}区{_OFFICES[office]}"


def _in_chinese(number: int) -> str:
    """Write a number digit by digit: names of organs have no other digits (中文数字)."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
