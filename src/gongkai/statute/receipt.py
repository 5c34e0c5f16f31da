"""The day on which an application counts as received (收到申请之日)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.chinese_dates import write_date
from gongkai.statute.citations import Citation
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2007, REGULATION_2019
from gongkai.statute.timelines import Timeline, Version


class Channel(Enum):
    """The ways an application comes in, each with its own rule for the day of receipt (申请渠道)."""

    IN_PERSON = ("in_person", "当面提交", "以提交之日为收到申请之日", "第三十一条第（一）项")
    REGISTERED_MAIL = ("registered_mail", "邮寄（需签收）", "以行政机关签收之日为收到申请之日", "第三十一条第（二）项")
    ORDINARY_MAIL = (
        "ordinary_mail",
        "平常信函",
        "以工作机构与申请人确认之日为收到申请之日",
        "第三十一条第（二）项",
    )
    ONLINE = ("online", "互联网渠道", "以双方确认之日为收到申请之日", "第三十一条第（三）项")
    FAX = ("fax", "工作机构传真", "以双方确认之日为收到申请之日", "第三十一条第（三）项")

    def __init__(self, code: str, label: str, rule: str, provision: str) -> None:
        self.code = code
        self.label = label
        self.rule = rule
        self.provision = provision

    @property
    def needs_confirmation(self) -> bool:
        """Whether the day of receipt is the day the applicant was reached, not the day of arrival (须确认)."""
        return self in _CONFIRMED


_CONFIRMED = (Channel.ORDINARY_MAIL, Channel.ONLINE, Channel.FAX)

RECEIPT_RULES = {
    channel: Timeline(
        "收到申请的时间",
        (
            # The old regulation counts from receipt and says nothing of channels.
            Version("以收到申请之日起算", REGULATION_2007.at("第二十四条第二款")),
            Version(channel.rule, REGULATION_2019.at(channel.provision)),
        ),
    )
    for channel in Channel
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """The statutory day of receipt, how it was found and what to mind (收到之日).

    ``reminder`` is Chinese, empty where there is nothing to remind of.
    """

    on: date
    channel: Channel
    citation: Citation
    reminder: str = ""


def received(on: date, *, channel: Channel = Channel.IN_PERSON) -> Receipt:
    """Take ``on`` as the statutory day of receipt already found (收到申请之日). Raises RuleNotInForce."""
    return Receipt(on, channel, RECEIPT_RULES[channel].on(on).citation)


def receipt_day(channel: Channel, *, arrived_on: date, confirmed_on: date | None = None) -> Receipt:
    """Return the day of receipt by the channel's rule (确定收到申请之日).

    ``arrived_on`` is the day the application was handed in, signed for or came in. Ordinary mail, online and fax need
    ``confirmed_on``, the day the applicant was reached; without it ActRefused, for the clock has not started. The other
    channels take no account of it.
    """
    if not channel.needs_confirmation:
        return received(arrived_on, channel=channel)
    if confirmed_on is None:
        message = f"{channel.label}收到的申请，须与申请人确认后方可确定收到之日"
        raise ActRefused(message, RECEIPT_RULES[channel].on(arrived_on).citation)
    if confirmed_on < arrived_on:
        message = f"确认之日{write_date(confirmed_on)}早于申请到达之日{write_date(arrived_on)}"
        raise ActRefused(message, RECEIPT_RULES[channel].on(arrived_on).citation)
    receipt = received(confirmed_on, channel=channel)
    return Receipt(receipt.on, channel, receipt.citation, _reminder(channel, arrived_on, confirmed_on))


def _reminder(channel: Channel, arrived_on: date, confirmed_on: date) -> str:
    if channel is Channel.ORDINARY_MAIL and confirmed_on > arrived_on:
        return "平常信函应当于收到的当日与申请人确认；未能当日确认的，应当留存联系记录"
    return ""
