"""What happens to an invented application, act by act, from receipt to the archive (虚构的办理经过).

A story is whole: whoever tells it up to a day leaves out what lies later, and has a case that is still open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from gongkai.apps.casework.seeding.grounds import invented_facts
from gongkai.statute.case_acts import Act, ActKind
from gongkai.statute.case_fields import Plain
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.fees import piece_fee
from gongkai.statute.outcomes import Need, Outcome
from gongkai.statute.outcomes_catalogue import OUTCOMES
from gongkai.statute.receipt import Channel
from gongkai.statute.working_days import WorkCalendar

TOLD_OUTCOMES = {
    "granted.provided": 330,
    "granted.published": 120,
    "granted.to_be_published": 5,
    "partly_granted": 80,
    "refused.state_secret": 3,
    "refused.other_law": 15,
    "refused.security_stability": 3,
    "refused.third_party": 25,
    "refused.internal_affairs": 20,
    "refused.deliberative": 25,
    "refused.enforcement_file": 20,
    "refused.administrative_query": 30,
    "unavailable.not_existing": 140,
    "unavailable.other_organ": 110,
    "unavailable.needs_creation": 15,
    "unavailable.still_unclear": 10,
    "declined.petition": 25,
    "declined.repeat": 10,
    "declined.publication": 5,
    "declined.excessive": 3,
    "declined.confirmation": 4,
}
"""How many of a thousand answers; the reports of Chinese cities show this kind of mix."""
_CHANNELS = {
    Channel.ONLINE: 60,
    Channel.REGISTERED_MAIL: 25,
    Channel.IN_PERSON: 10,
    Channel.ORDINARY_MAIL: 4,
    Channel.FAX: 1,
}
_WAYS = {DeliveryWay.POST: 60, DeliveryWay.ELECTRONIC: 30, DeliveryWay.IN_PERSON: 10}
_REOPENED_SHARE = 0.01
_OTHER_ORGAN = "青岚市财政局"
_THIRD_PARTY = "青岚市远帆建设工程有限公司"


@dataclass(frozen=True, slots=True)
class Bent:
    """Where a story is to go, what is blank being left to chance (情节走向). ``outcome`` is the code of an outcome."""

    outcome: str = ""
    is_overruled: bool = False
    is_stayed: bool = False
    is_reopened: bool = False


LEFT_TO_CHANCE = Bent()


class Story:
    """One application on its way, day by day (办理经过). ``handler`` is the number and the name of who has it."""

    def __init__(
        self,
        chance: Random,
        *,
        calendar: WorkCalendar,
        arrived_on: date,
        handler: tuple[int, str],
        bent: Bent = LEFT_TO_CHANCE,
    ) -> None:
        self.acts: list[Act] = []
        self.channel = chance.choices(list(_CHANNELS), list(_CHANNELS.values()))[0]
        drawn = chance.choices(list(TOLD_OUTCOMES), list(TOLD_OUTCOMES.values()))[0]
        self.outcome = OUTCOMES[bent.outcome or drawn]
        self._bent = bent
        self._chance = chance
        self._calendar = calendar
        self._on = arrived_on
        self._handler = handler
        self._proof = "EMS 1000000000"
        self._objected = False

    def tell(self, *, applicant_kind: str, request_digest: str, calendar_known: date) -> tuple[Act, ...]:
        """Return everything that happens, in order (完整经过)."""
        self._add(
            ActKind.RECEIVED,
            channel=self.channel.code,
            applicant_kind=applicant_kind,
            calendar=calendar_known.isoformat(),
            request_digest=request_digest,
        )
        if self.channel.needs_confirmation:
            self._pass(1)
            self._add(ActKind.RECEIPT_CONFIRMED, how="电话", with_whom="申请人")
        self._pass(self._chance.randint(0, 1))
        self._add(ActKind.REGISTERED)
        self._pass(self._chance.randint(0, 1))
        self._add(ActKind.ASSIGNED, officer=self._handler[0], officer_name=self._handler[1])
        if self._chance.random() < 0.02:
            self._pass(2)
            self._add(ActKind.WITHDRAWN, how="书面")
            return tuple(self.acts)
        if self._needs_correction() and not self._corrected():
            return tuple(self.acts)
        if not self._handled():
            return tuple(self.acts)
        self._decided()
        self._put_away()
        if self._bent.is_reopened or self._chance.random() < _REOPENED_SHARE:
            self._reopened()
        return tuple(self.acts)

    def _needs_correction(self) -> bool:
        return Need.CORRECTED in self.outcome.needs or self._chance.random() < 0.12

    def _corrected(self) -> bool:
        """Ask for a correction; whether it comes."""
        self._pass(self._chance.randint(1, 4))
        self._add(
            ActKind.CORRECTION_ASKED,
            items=["政府信息的名称、文号或者其他特征性描述不明确"],
            reason="申请内容指向多份文件，无法确定。",
            days=15,
        )
        self._notice_delivered(ActKind.CORRECTION_ASKED)
        if Need.CORRECTED not in self.outcome.needs and self._chance.random() < 0.15:
            self._pass(17)
            self._add(ActKind.CORRECTION_LAPSED, proof=self._proof)
            return False
        self._pass(self._chance.randint(2, 12))
        self._add(ActKind.CORRECTED, text_digest="0" * 64, summary="补充了文件名称和年度")
        return True

    def _handled(self) -> bool:
        """Search, consult, ask, extend: what comes before somebody proposes. Whether it comes to that."""
        self._pass(self._chance.randint(1, 3))
        self._add(
            ActKind.SEARCHED,
            by_whom=self._handler[1],
            places=["本机关档案室", "办公自动化系统"],
            terms=["项目名称", "文号"],
            result="已检索全部年度目录。",
        )
        if self._bent.is_overruled or Need.THIRD_PARTY_HEARD in self.outcome.needs or self._chance.random() < 0.05:
            self._consulted()
        if self._bent.is_stayed:
            self._stayed()
            return False
        if Need.REASONS_ASKED in self.outcome.needs:
            self._add(ActKind.REASONS_ASKED, counts=43, question="请说明提出大量相同申请的理由。", days=5)
            self._pass(3)
            self._add(ActKind.REASONS_GIVEN, reasons="个人需要")
        if self._chance.random() < 0.03:
            self._concerned_organ_heard()
        if self._chance.random() < 0.02:
            return self._charged()
        if self._chance.random() < 0.10:
            self._extended()
        elif self._chance.random() < 0.02:
            self._pass(25)
        return True

    def _consulted(self) -> None:
        self._add(ActKind.THIRD_PARTY_ASKED, party=_THIRD_PARTY, part="中标合同价格部分")
        self._notice_delivered(ActKind.THIRD_PARTY_ASKED, party=_THIRD_PARTY)
        self._pass(self._chance.randint(3, 14))
        is_overruled = self._bent.is_overruled or (
            self.outcome.code == "granted.provided" and self._chance.random() < 0.2
        )
        self._objected = is_overruled or Need.THIRD_PARTY_HEARD in self.outcome.needs
        self._add(
            ActKind.THIRD_PARTY_ANSWERED,
            party=_THIRD_PARTY,
            opinion="object" if self._objected else "agree",
            reasons="涉及经营数据" if self._objected else "不涉及商业秘密",
        )
        if is_overruled:
            self._third_party_told()

    def _third_party_told(self) -> None:
        """Tell the third party what is disclosed against its wish, and leave it time."""
        self._pass(1)
        self._add(
            ActKind.THIRD_PARTY_TOLD,
            party=_THIRD_PARTY,
            content="中标合同价格部分",
            ground="public_interest",
            reasons="该项目使用财政资金，价格是否合理关系公共利益，不公开可能对公共利益造成重大影响。",
        )
        self._pass(5)

    def _stayed(self) -> None:
        """Hold the information back, as the court orders that the third party went to."""
        order = f"（{self._on.year}）江01行初{self._chance.randint(1, 90)}号行政裁定书"
        self._add(ActKind.DISCLOSURE_STAYED, court="青岚市中级人民法院", order=order, part="中标合同价格部分")

    def _concerned_organ_heard(self) -> None:
        self._add(
            ActKind.ORGAN_ASKED,
            party=_OTHER_ORGAN,
            capacity="concerned",
            question="是否同意公开联合印发的文件",
            delivered_on=self._on.isoformat(),
        )
        self._pass(self._chance.randint(3, 14))
        self._add(ActKind.ORGAN_ANSWERED, party=_OTHER_ORGAN, opinion="agree", reasons="不涉及国家秘密")

    def _charged(self) -> bool:
        """Notify a fee; whether it is paid."""
        units, already = self._chance.randint(1, 5), self._chance.randint(11, 25)
        yuan = piece_fee(units, on=self._on, already=already).yuan
        self._add(ActKind.FEE_PROPOSED, basis="pieces", units=units, already=already, yuan=yuan)
        self._add(ActKind.FEE_NOTIFIED, yuan=yuan)
        self._notice_delivered(ActKind.FEE_NOTIFIED)
        if self._chance.random() < 0.2:
            self._pass(22)
            self._add(ActKind.FEE_LAPSED, proof=self._proof)
            return False
        self._pass(self._chance.randint(2, 15))
        self._add(ActKind.FEE_PAID, yuan=yuan, reference=f"99{self._chance.randrange(10**8):08d}")
        return True

    def _extended(self) -> None:
        self._pass(2)
        days = self._chance.choice((10, 15, 20))
        self._add(ActKind.EXTENSION_PROPOSED, days=days, reason="需要向多个处室核实")
        self._add(ActKind.EXTENSION_APPROVED)
        self._add(ActKind.EXTENDED, days=days, reason="需要向多个处室核实")
        self._pass(self._chance.randint(5, 12))

    def _decided(self) -> None:
        self._pass(self._chance.randint(1, 4))
        self._proposed(self.outcome)
        self._pass(self._chance.randint(0, 2))
        number = f"江公开〔{self._on.year}〕{self._chance.randint(1, 9999)}号"
        self._add(
            ActKind.DECIDED,
            number=number,
            outcome=self.outcome.code,
            letter=self.outcome.letter,
            digest=f"{self._chance.getrandbits(256):064x}",
            answering_body="江澜市人民政府",
        )
        self._add(ActKind.SEALED, digest=f"{self._chance.getrandbits(256):064x}", papers=0)
        self._pass(self._chance.randint(0, 1))
        self._delivered()

    def _delivered(self) -> None:
        """Hand the answer over, in one of the ways there are."""
        way = self._chance.choices(list(_WAYS), list(_WAYS.values()))[0]
        told: dict[str, Plain] = {"way": way.code, "sent_on": self._on.isoformat(), "proof": self._proof}
        if way is DeliveryWay.IN_PERSON:
            told |= {"signed_on": self._on.isoformat(), "proof": "申请人签收的送达回证"}
        elif way is DeliveryWay.ELECTRONIC:
            told["proof"] = "网上系统送达记录"
        self._add(ActKind.DELIVERED, **told)

    def _put_away(self) -> None:
        self._pass(self._chance.randint(3, 10))
        self._add(ActKind.CLOSED)
        self._pass(self._chance.randint(10, 40))
        self._add(ActKind.ARCHIVED, digest=f"{self._chance.getrandbits(256):064x}")

    def _reopened(self) -> None:
        """Answer again, as a decision on reconsideration ordered."""
        self._pass(self._chance.randint(5, 20))
        self._add(
            ActKind.REOPENED,
            basis="reconsideration",
            number=f"江府复决〔{self._on.year}〕{self._chance.randint(1, 200)}号",
            in_force_on=self._on.isoformat(),
            days=20,
        )
        self._pass(self._chance.randint(2, 8))
        if self._objected:
            self._third_party_told()
        self.outcome = OUTCOMES["granted.provided"]
        self._decided()
        self._put_away()

    def _notice_delivered(self, notice: ActKind, **whom: Plain) -> None:
        """Note some working days later that a letter has come."""
        self._proof = f"EMS {1_000_000_000 + self._chance.randrange(10**8)}"
        self._pass(self._chance.randint(0, 2))
        self._add(ActKind.NOTICE_DELIVERED, notice=notice.code, way=DeliveryWay.POST.code, proof=self._proof, **whom)

    def _proposed(self, outcome: Outcome) -> None:
        facts: dict[str, Plain] = invented_facts(outcome, self._chance, on=self._on, earlier_number="江公开〔2023〕8号")
        self._add(ActKind.PROPOSED, outcome=outcome.code, facts=facts)
        if outcome.is_reviewed:
            self._pass(self._chance.randint(0, 2))
            self._add(ActKind.REVIEW_PASSED, opinion="适用条款准确")
        self._pass(self._chance.randint(0, 1))
        self._add(ActKind.APPROVED)

    def _pass(self, working_days: int) -> None:
        if working_days:
            self._on = self._calendar.add_working_days(self._on, working_days)

    def _add(self, kind: ActKind, **details: Plain) -> None:
        self.acts.append(Act(kind, self._on, details))
