"""The day on which an answer counts as given (送达之日)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from gongkai.statute.chinese_dates import write_date
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import DELIVERY_NOTICE


class DeliveryWay(Enum):
    """The ways a decision reaches the applicant (送达方式)."""

    IN_PERSON = ("in_person", "直接送达")
    THROUGH_AGENCY = ("through_agency", "委托其他行政机关代为送达")
    POST = ("post", "邮寄送达")
    ELECTRONIC = ("electronic", "电子送达")

    def __init__(self, code: str, label: str) -> None:
        self.code = code
        self.label = label


def answered_day(way: DeliveryWay, *, sent_on: date, signed_on: date | None = None) -> date:
    """Return the day that counts for the answer period (答复之日).

    By post, the day it was handed to the postal enterprise: time on the way does not count against the organ. In person
    or through another organ, the day the applicant signed; ActRefused without it. Electronic delivery is not regulated:
    the day it was sent (see docs/interpretation.md).
    """
    if way in (DeliveryWay.POST, DeliveryWay.ELECTRONIC):
        return sent_on
    if signed_on is None:
        raise ActRefused(f"{way.label}以申请人签收之日为答复之日，尚无签收记录", DELIVERY_NOTICE.at(""))
    if signed_on < sent_on:
        message = f"签收之日{write_date(signed_on)}早于发出之日{write_date(sent_on)}"
        raise ActRefused(message, DELIVERY_NOTICE.at(""))
    return signed_on
