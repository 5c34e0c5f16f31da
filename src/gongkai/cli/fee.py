"""``gongkai fee``: the information processing fee with its reckoning (信息处理费)."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime, timedelta, timezone

from gongkai.cli.days import parse_day
from gongkai.cli.refusals import REFUSED, print_json, refuse_to_person, refuse_to_program, speak_utf8
from gongkai.statute.errors import StatuteError
from gongkai.statute.fees import MOST_UNITS, ChargedBand, Fee, page_fee, piece_fee

HELP = "计算政府信息公开信息处理费（按件或者按量），逐档列出"

_BEIJING = timezone(timedelta(hours=8))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments (声明参数)."""
    standard = parser.add_mutually_exclusive_group(required=True)
    standard.add_argument("--pieces", type=_count, metavar="件数", help="按件计收：本次新申请的件数")
    standard.add_argument(
        "--pages", type=_count, metavar="页数", help="按量计收：单件申请的页数（A4 及以下单面为 1 页）"
    )
    parser.add_argument(
        "--already",
        type=_count_or_none,
        metavar="件数",
        help="与 --pieces 合用：同一申请人本自然月内已向本机关申请的件数，只对新申请计费",
    )
    parser.add_argument("--on", type=parse_day, metavar="日期", help="决定收费之日，默认今天")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    """Compute, print, and return the exit status: 2 where the law has no fee (执行)."""
    speak_utf8()
    if arguments.pages is not None and arguments.already is not None:
        print("--already 只能与 --pieces 合用：按量计收以单件申请计算，不累加", file=sys.stderr)
        return REFUSED
    on = arguments.on or datetime.now(_BEIJING).date()
    show, refuse = (_show_json, refuse_to_program) if arguments.json else (_show_person, refuse_to_person)
    try:
        show(_fee(arguments, on), "件" if arguments.pages is None else "页")
    except StatuteError as refusal:
        return refuse(refusal)
    return 0


def _fee(arguments: argparse.Namespace, on: date) -> Fee:
    if arguments.pages is not None:
        return page_fee(arguments.pages, on=on)
    return piece_fee(arguments.pieces, on=on, already=arguments.already or 0)


def _count(text: str) -> int:
    """Read a whole number from 1 (数目). Raises ArgumentTypeError that says what is expected."""
    counted = _count_or_none(text)
    if counted == 0:
        raise argparse.ArgumentTypeError("至少为 1")
    return counted


def _count_or_none(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_UNITS)) and int(text) <= MOST_UNITS):
        raise argparse.ArgumentTypeError(f"“{text}”不是不超过 {MOST_UNITS} 的整数")
    return int(text)


def _show_json(fee: Fee, _: str) -> None:
    print_json(
        {
            "yuan": fee.yuan,
            "bands": [
                {
                    "from": band.first,
                    "to": band.last,
                    "units": band.units,
                    "yuan_each": band.yuan_each,
                    "yuan": band.yuan,
                }
                for band in fee.bands
            ],
            "citation": str(fee.citation),
        }
    )


def _show_person(fee: Fee, unit: str) -> None:
    """Print the sum first, then the bands (人读输出)."""
    print(f"信息处理费：{fee.yuan}元")
    for band in fee.bands:
        print(f"  {_span(band)}{unit}：{band.units}{unit}×{band.yuan_each}元＝{band.yuan}元")
    print(f"依据：{fee.citation}")


def _span(band: ChargedBand) -> str:
    return f"第{band.first}" if band.first == band.last else f"第{band.first}至{band.last}"
