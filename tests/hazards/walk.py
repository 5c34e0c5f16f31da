"""One application walked through the services, act by act, over the Spring Festival of 2026."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.services import ApplicantForm, Paper, RequestForm, Taken
from gongkai.apps.people.models import Officer
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.receipt import Channel

PARTY = "青岚市远帆建设工程有限公司"
SCAN = Paper("补正 说明.txt", "补正：指2025年第12号批复。".encode())
FACTS = {
    "provided": ["批复文件1件"],
    "form": "纸质复制件，邮寄",
    "withheld": [{"part": "单价分析表", "ground": "refused.third_party", "reason": "属于商业秘密"}],
    "redacted_by": "陈立新遮蔽，两个版本均存案卷",
}


@dataclass(frozen=True)
class Cast:
    """Who acts, and where."""

    agency: Agency
    officers: Mapping[str, Officer]


Step = Callable[[Cast, Case], Case]


def take_in(cast: Cast, *, key: str, arrived_on: date = date(2026, 1, 23), today: date | None = None) -> Taken:
    """Somebody applies online."""
    return services.take_in(
        agency=cast.agency,
        channel=Channel.ONLINE,
        applicant=ApplicantForm(
            kind="natural_person",
            name="林知远",
            identity_kind="id_card",
            identity_number="110101190203151237",
            phone="10012345678",
            email="lin@example.com",
            address="青岚市云台区望江路1号",
        ),
        request=RequestForm(
            title="滨江绿道项目中标合同",
            description="申请公开滨江绿道项目中标合同全文。",
            wanted_form="paper",
            wanted_way="post",
        ),
        arrived_on=arrived_on,
        by=None,
        today=today or arrived_on,
        key=key,
    )


def take_in_past(cast: Cast, *, key: str) -> Taken:
    """A line of the register of 2023 is taken over."""
    return services.take_in_past(
        agency=cast.agency,
        channel=Channel.IN_PERSON,
        applicant=ApplicantForm(kind="natural_person", name="林知远"),
        request=RequestForm(title="滨江绿道项目招标文件"),
        arrived_on=date(2023, 3, 1),
        confirmed_on=None,
        outcome=services.PastOutcome("granted.provided", date(2023, 3, 20), "2023年台账.xlsx第2行"),
        key=key,
        by=cast.officers["head"],
        today=JAN_26,
    )


def act(who: str, name: str, on: date, **told: object) -> tuple[str, Step]:
    """Return a step: the officer ``who`` calls the service ``name`` on a day."""

    def step(cast: Cast, case: Case) -> Case:
        service = getattr(services, name)
        return service(case=case, by=cast.officers[who], seen=case.last_seq, on=on, today=on, **told)

    return name, step


def assign(cast: Cast, case: Case) -> Case:
    """The intake officer gives the case to the handler."""
    on = date(2026, 1, 26)
    return services.assign(
        case=case, by=cast.officers["intake"], seen=case.last_seq, on=on, today=on, officer=cast.officers["officer"]
    )


def deliver(cast: Cast, case: Case) -> Case:
    """The intake officer posts the answer."""
    on = date(2026, 3, 5)
    return services.deliver(
        case=case,
        by=cast.officers["intake"],
        seen=case.last_seq,
        today=on,
        way=DeliveryWay.POST,
        sent_on=on,
        proof="EMS 1000000000001",
    )


JAN_26, JAN_27 = date(2026, 1, 26), date(2026, 1, 27)
STEPS: tuple[tuple[str, Step], ...] = (
    act("intake", "confirm_receipt", JAN_26, how="电话", with_whom="申请人"),
    act("intake", "register", JAN_26),
    ("assign", assign),
    act(
        "officer",
        "ask_correction",
        JAN_27,
        items=["文件名称不明确"],
        reason="同名合同有多份，请说明标段。",
        days=15,
        delivered_on=JAN_27,
    ),
    act("officer", "receive_correction", date(2026, 2, 2), text="指第一标段。", papers=(SCAN,)),
    act(
        "officer",
        "log_search",
        date(2026, 2, 3),
        by_whom="陈立新",
        places=["档案室"],
        terms=["滨江绿道"],
        result="检索到合同一份。",
    ),
    act("officer", "note", date(2026, 2, 3), text="合同含单价分析表。"),
    act("officer", "ask_third_party", date(2026, 2, 4), party=PARTY, part="单价分析表", delivered_on=date(2026, 2, 4)),
    act("officer", "hear_third_party", date(2026, 2, 25), party=PARTY, opinion="object", reasons="涉及商业秘密"),
    act("officer", "propose_extension", date(2026, 2, 26), days=10, reason="需要区分处理"),
    act("head", "approve_extension", date(2026, 2, 26)),
    act("officer", "extend", date(2026, 2, 27), days=10, reason="需要区分处理"),
    act("officer", "propose", date(2026, 3, 2), outcome="partly_granted", facts=FACTS),
    act("legal", "pass_review", date(2026, 3, 3)),
    act("leader", "approve", date(2026, 3, 4)),
    act("officer", "decide", date(2026, 3, 5)),
    ("deliver", deliver),
    act("officer", "close", date(2026, 3, 12)),
    act("officer", "archive", date(2026, 4, 2)),
)
