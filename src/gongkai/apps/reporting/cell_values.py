"""A figure as somebody types it into a cell (填报数值)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from gongkai.statute.report_form import CellRef, Measure, Value

_MOST = Decimal(10) ** 12
_MOST_PLACES = 6


class CellRefused(ValueError):  # noqa: N818  It says what happened to the cell.
    """What was typed is no figure of the cell; the message says what is wanted (数值无效)."""


def value_told(cell: CellRef, text: str) -> Value:
    """Return a typed figure as its cell wants it (填报数值). Raises CellRefused."""
    try:
        amount = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation as fault:
        raise CellRefused(f"“{text.strip()}”不是数值，请填写数字；没有发生的填0") from fault
    if not amount.is_finite() or abs(amount) >= _MOST:
        raise CellRefused(f"“{text.strip()}”超出了可以填写的范围")
    if cell.column.measure is Measure.AMOUNT:
        return _amount(amount)
    if amount != amount.to_integral_value():
        raise CellRefused("应当填写整数")
    if amount < 0 and cell.column.measure is Measure.COUNT:
        raise CellRefused("件数不能是负数")
    return int(amount)


def _amount(amount: Decimal) -> Decimal:
    exponent = amount.as_tuple().exponent
    if amount < 0:
        raise CellRefused("金额不能是负数")
    if isinstance(exponent, int) and exponent < -_MOST_PLACES:
        raise CellRefused(f"金额最多保留{_MOST_PLACES}位小数")
    return amount
