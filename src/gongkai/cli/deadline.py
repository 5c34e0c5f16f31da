"""``gongkai deadline``: the last day to answer an application, with its derivation (答复期限)."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

from gongkai.cli.days import parse_day
from gongkai.cli.refusals import print_json, refuse_to_person, refuse_to_program, speak_utf8
from gongkai.statute.chinese_dates import write_date, write_weekday
from gongkai.statute.clock import read
from gongkai.statute.clock_events import Event, Kind
from gongkai.statute.clock_state import ClockState
from gongkai.statute.errors import StatuteError
from gongkai.statute.holiday_notices import HolidayNotice, read_notice
from gongkai.statute.receipt import Channel, received
from gongkai.statute.working_days import published

HELP = "推算政府信息公开申请的答复期限，逐步列出依据"

_EVENT_FORM = re.compile(r"(?P<kind>[a-z_]+)=(?P<on>[^:/]+)(?:/(?P<delivered>[^:]+))?(?::(?P<days>[0-9]{1,4}))?")
_KINDS = {kind.code: kind for kind in Kind}
_TAKES_DAYS = (Kind.EXTENDED, Kind.DELAYED, Kind.CORRECTION_NOTIFIED)
_NEEDS_DAYS = (Kind.EXTENDED, Kind.DELAYED)
_TAKES_DELIVERY = (Kind.CORRECTION_NOTIFIED, Kind.THIRD_PARTY_ASKED, Kind.ORGAN_ASKED, Kind.FEE_NOTIFIED)
_CHANNELS = {channel.code: channel for channel in Channel}
_LARGEST_NOTICE_BYTES = 100_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments (声明参数)."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    kinds = "\n".join(f"  {kind.code:<22}{kind.label}" for kind in Kind)
    parser.epilog = f"事项：\n{kinds}\n日期后可写“/收到日期”（征求意见书、收费通知、补正告知书送达之日）。"
    parser.add_argument(
        "--received", required=True, type=parse_day, metavar="日期", help="收到申请之日，例如 2026-02-09"
    )
    parser.add_argument(
        "--channel",
        type=_channel,
        default=Channel.IN_PERSON,
        metavar="渠道",
        help="；".join(f"{channel.code} {channel.label}" for channel in Channel) + "。默认 in_person",
    )
    parser.add_argument(
        "--event",
        action="extend",
        nargs="+",
        type=_event,
        default=[],
        metavar="事项=日期[:天数]",
        help="按发生先后给出，可多次使用，例如 extended=2026-03-02:20",
    )
    parser.add_argument(
        "--notice",
        action="append",
        type=_notice,
        default=[],
        metavar="文件",
        help="尚未收录的放假通知（TOML 文件），可多次使用",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    """Compute, print, and return the exit status: 2 where the law refuses (执行)."""
    speak_utf8()
    show, refuse = (_show_json, refuse_to_program) if arguments.json else (_show_person, refuse_to_person)
    try:
        calendar = published()
        for notice in arguments.notice:
            calendar = calendar.with_notice(notice)
        receipt = received(arguments.received, channel=arguments.channel)
        state = read(receipt, arguments.event, calendar=calendar)
    except StatuteError as refusal:
        return refuse(refusal)
    show(state)
    return 0


def _channel(text: str) -> Channel:
    if text not in _CHANNELS:
        raise argparse.ArgumentTypeError(f"没有“{text}”这种渠道，只能是：{'、'.join(_CHANNELS)}")
    return _CHANNELS[text]


def _event(text: str) -> Event:
    """Read 事项=日期[/收到日期][:天数] (读取事项). Raises ArgumentTypeError that says what is wrong."""
    form = _EVENT_FORM.fullmatch(text)
    if form is None:
        raise argparse.ArgumentTypeError(
            f"“{text}”写法不对，应写成“事项=日期”或“事项=日期:天数”，例如 extended=2026-03-02:20"
        )
    if form["kind"] not in _KINDS:
        raise argparse.ArgumentTypeError(f"没有“{form['kind']}”这种事项，只能是：{'、'.join(_KINDS)}")
    kind = _KINDS[form["kind"]]
    _check_parts(kind, days=form["days"], delivered=form["delivered"])
    return Event(
        kind,
        parse_day(form["on"]),
        days=int(form["days"]) if form["days"] else None,
        delivered_on=parse_day(form["delivered"]) if form["delivered"] else None,
    )


def _check_parts(kind: Kind, *, days: str | None, delivered: str | None) -> None:
    if days is None and kind in _NEEDS_DAYS:
        raise argparse.ArgumentTypeError(f"{kind.code}（{kind.label}）须写明工作日数，例如 {kind.code}=2026-03-02:20")
    if days is not None and kind not in _TAKES_DAYS:
        raise argparse.ArgumentTypeError(f"{kind.code}（{kind.label}）不带天数")
    if delivered is not None and kind not in _TAKES_DELIVERY:
        raise argparse.ArgumentTypeError(f"{kind.code}（{kind.label}）不带收到日期")


def _notice(path: str) -> HolidayNotice:
    try:
        with Path(path).open("rb") as file:
            content = file.read(_LARGEST_NOTICE_BYTES + 1)
    except OSError as error:
        raise argparse.ArgumentTypeError(f"无法读取放假通知文件“{path}”") from error
    if len(content) > _LARGEST_NOTICE_BYTES:
        raise argparse.ArgumentTypeError(f"“{path}”过大，不是放假通知文件")
    try:
        return read_notice(content.decode("utf-8"))
    except (UnicodeDecodeError, StatuteError) as error:
        raise argparse.ArgumentTypeError(f"“{path}”：{error}") from error


def _show_json(state: ClockState) -> None:
    print_json(
        {
            "due": _iso(state.due),
            "provisional": state.is_provisional,
            "suspended": state.suspended,
            "phase": state.phase.code,
            "awaited_until": _iso(state.awaited_until),
            "extended": state.is_extended,
            "days_late": state.days_late,
            "trace": [
                {"on": step.on.isoformat(), "text": step.text, "citation": str(step.citation)} for step in state.trace
            ],
        }
    )


def _show_person(state: ClockState) -> None:
    """Print the answer first, then how it came about (人读输出)."""
    print(f"答复期限：{_due_in_words(state)}")
    print(f"当前状态：{state.phase.label}")
    if state.awaited_until:
        print(f"等待至：{write_date(state.awaited_until)}")
    if state.suspended:
        print(f"扣除征求意见时间：{state.suspended}个工作日")
    print("推算过程：")
    for step in state.trace:
        print(f"  {step.on.isoformat()}  {step.text}\n              依据：{step.citation}")


def _due_in_words(state: ClockState) -> str:
    if state.due is None:
        return "尚未起算"
    words = f"{write_date(state.due)}（{write_weekday(state.due)}）"
    return f"{words}（暂定，放假安排尚未全部收录）" if state.is_provisional else words


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
