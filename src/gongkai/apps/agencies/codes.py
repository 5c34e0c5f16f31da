"""Checks of the codes that name an organ and its place, pure (编码校验).

Every check returns what is wrong in Chinese, or an empty text.
"""

from __future__ import annotations

import re

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

_DIVISION = re.compile(r"\d{6}(?:\d{3}){0,2}", re.ASCII)
_AGENCY_CODE = re.compile(r"[0-9A-Z](?:[0-9A-Z-]{0,28}[0-9A-Z])?", re.ASCII)
_USCC_LENGTH = 18
_LETTER_PREFIX = re.compile(r"[\u4e00-\u9fffA-Za-z]{1,20}")


def fault_of_agency_code(code: str) -> str:
    """Say what is wrong with an organ's code, the one its index numbers begin with (机构编码)."""
    if _AGENCY_CODE.fullmatch(code):
        return ""
    return f"机构编码“{code}”应由 1 到 30 位数字、大写字母组成，中间可用短横线"


def fault_of_uscc(code: str) -> str:
    """Say what is wrong with a unified social credit code, GB 32100-2015 (统一社会信用代码)."""
    if len(code) != _USCC_LENGTH:
        return f"统一社会信用代码“{code}”应为 {_USCC_LENGTH} 位，现为 {len(code)} 位"
    try:
        # The library tidies blanks and case away; what is stored must be right as it stands.
        right = uscc.validate(code) == code
    except ValidationError:
        right = False
    return "" if right else f"统一社会信用代码“{code}”校验位不符或含有不允许的字符，请核对原证"


def fault_of_division(code: str) -> str:
    """Say what is wrong with a division code: 6 digits to a county, 9 to a township, 12 to a village (区划代码)."""
    if _DIVISION.fullmatch(code) and not code.startswith("0"):
        return ""
    return f"行政区划代码“{code}”应为 6、9 或 12 位数字"


def fault_of_letter_prefix(prefix: str) -> str:
    """Say what is wrong with the word that the numbers of letters begin with (机关代字)."""
    if _LETTER_PREFIX.fullmatch(prefix):
        return ""
    return f"机关代字“{prefix}”应为 1 到 20 个汉字或字母，不含年份和序号"
