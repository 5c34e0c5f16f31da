"""The facts that several outcomes ask for, worded as an officer would be asked (结果要素)."""

from __future__ import annotations

from gongkai.statute.case_fields import LARGEST, Choice, Field, Shape


def day(code: str, label: str, hint: str = "") -> Field:
    """Return a field for a day (日期要素)."""
    return Field(code, label, Shape.DATE, hint)


def lines(code: str, label: str, hint: str = "") -> Field:
    """Return a field for a list (逐项要素)."""
    return Field(code, label, Shape.LINES, hint)


def count(code: str, label: str, hint: str = "", *, most: int = LARGEST) -> Field:
    """Return a field for a whole number, ``most`` at the utmost (数量要素)."""
    return Field(code, label, Shape.COUNT, hint, most=most)


def choice(code: str, label: str, *values: tuple[str, str], hint: str = "") -> Field:
    """Return a field for one of some values (选项要素)."""
    return Field(code, label, Shape.CHOICE, hint, tuple(Choice(*value) for value in values))


REASON = Field("reason", "理由", hint="说明作出该处理决定的事实和理由")
PROVIDED = lines("provided", "提供的政府信息", "逐项列明名称、文号、件数，与申请内容一一对应")
FORM = Field("form", "提供的形式和方式", hint="如：纸质复制件，邮寄")
WITHHELD = Field("withheld", "不予公开的部分", Shape.WITHHELD, "逐项写明哪一部分、依据、理由")
SEPARABILITY = Field("separability", "不能区分处理的说明", hint="为什么不能把可以公开的部分分出来提供")
NO_DUTY = Field("no_disclosure_duty", "没有公开义务的核查", hint="法律、法规、规章有没有规定应当公开，如何核查的")
RIGHT_ORGAN = Field("right_organ", "负责公开的行政机关", is_required=False)
RIGHT_ORGAN_CONTACT = Field("right_organ_contact", "该机关的联系方式", is_required=False)
EARLIER_NUMBER = Field(
    "earlier_number", "原答复文号", hint="本机关对同一申请人就同一信息作出的答复；其他机关的答复不算"
)
EARLIER_ON = day("earlier_on", "原答复日期")
COMPARISON = Field("comparison", "两次申请内容的比对", hint="说明为什么是同一政府信息")
