"""Every act of the ledger, done at the desk by whose turn it is, on the forms as they come, filled as people do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.made_cases import NOT_EXISTING, Organ, made_organ, taken_in
from gongkai.apps.casework.models import Case, CaseEvent
from gongkai.apps.casework.verification import verify
from gongkai.apps.people.models import Officer
from gongkai.desk.cases.desk_acts import DESK_ACTS
from gongkai.statute.case_acts import ActKind
from gongkai.statute.receipt import Channel

pytestmark = pytest.mark.django_db

MONDAY, LATER = date(2026, 3, 16), date(2026, 5, 18)
NOT_AT_A_CASE = {
    ActKind.RECEIVED: "登记申请的页面",
    ActKind.OUTCOME_RECORDED: "批量导入",
    ActKind.CALENDAR_ADOPTED: "工作日历",
    ActKind.SEALED: "作出答复时",
    ActKind.SPLIT_FROM: "拆分时",
}
"""Acts that come about elsewhere, with where."""
GIVEN = {"provided": "维修项目清单", "form": "纸质复制件，邮寄"}


class Desk:
    """An organ at work: who acts opens the page, changes what the form does not know yet, and sends it."""

    def __init__(self, organ: Organ, monkeypatch: pytest.MonkeyPatch) -> None:
        self.organ = organ
        self._patch = monkeypatch
        self.come_to(MONDAY)

    def come_to(self, day: date) -> None:
        self.today = day
        self._patch.setattr("gongkai.desk.clock.today", lambda: day)

    def takes_in(self, *, channel: Channel = Channel.IN_PERSON, title: str = "维修清单") -> Case:
        return taken_in(self.organ, channel=channel, title=title)

    def registered(self, **told: Any) -> Case:
        case = self.takes_in(**told)
        self.does(self.organ.intake, case, "registered")
        return case

    def does(self, who: Officer, case: Case, code: str, **typed: Any) -> None:
        """Open the page of an act that the case offers, fill in what is asked, and send it."""
        act = DESK_ACTS[code]
        client = Client()
        client.force_login(who)
        page = client.get(f"/desk/cases/{case.pk}/").context
        offered = {
            offer.act.kind.code: offer.address
            for group in (*page["open_acts"], *page["rare_acts"])
            for offer in group.offers
        }
        assert code in offered, f"{act.label} is not offered to {who.name}"
        answer = self._sent(client, offered[code], typed)
        assert answer.status_code == 302, _refusals(answer)

    def _sent(self, client: Client, address: str, typed: dict[str, Any]) -> Any:
        """Send the form with what it was filled with, what was typed over it, and its main button."""
        form = client.get(address).context["form"]
        filled = {name: form[name].value() for name in form.fields}
        sent = {name: _as_sent(value) for name, value in {**filled, **typed}.items() if value not in (None, "")}
        sent.setdefault("step", "issue")
        return client.post(address, sent)

    def proposes(self, case: Case, code: str, **typed: Any) -> None:
        client = Client()
        client.force_login(self.organ.handler)
        answer = self._sent(client, f"/desk/cases/{case.pk}/decision/{code}/", typed)
        assert answer.status_code == 302, _refusals(answer)

    def answers(self, case: Case) -> None:
        self.proposes(case, "granted.provided", **GIVEN)
        self.does(self.organ.leader, case, "approved")
        self.does(self.organ.handler, case, "decided")
        self.does(self.organ.intake, case, "delivered", way="post", proof="EMS 1000000000001")


def _as_sent(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else "on" if value is True else value


def _refusals(answer: Any) -> str:
    form = answer.context["form"] if answer.context else None
    return str(form.errors) if form is not None else answer.text[:500]


@pytest.fixture
def desk(monkeypatch) -> Desk:
    return Desk(made_organ(), monkeypatch)


def _correction(desk: Desk) -> None:
    organ, case = desk.organ, desk.takes_in(channel=Channel.ORDINARY_MAIL)
    desk.does(organ.intake, case, "receipt_confirmed", how="电话", with_whom="申请人")
    desk.does(organ.intake, case, "registered")
    desk.does(organ.intake, case, "assigned", officer=str(organ.handler.pk), department="基建科")
    desk.does(organ.handler, case, "correction_asked", items="年度", reason="请写明年度")
    desk.does(organ.intake, case, "notice_delivered", way="post", proof="EMS 1")
    desk.does(organ.intake, case, "corrected", text="是2025年的")
    desk.does(organ.handler, case, "noted", text="已和档案室联系")
    desk.does(organ.handler, case, "talked", with_whom="申请人", how="电话", text="确认是全县的清单")
    scan = SimpleUploadedFile("信封.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF")
    desk.does(organ.intake, case, "document_attached", evidence="envelope", papers=scan)
    desk.does(organ.handler, case, "extension_proposed", days="10", reason="需要向多个科室查找")
    desk.does(organ.head, case, "extension_returned", reason="先催办")
    desk.does(organ.handler, case, "extension_proposed", days="10", reason="需要向多个科室查找")
    desk.does(organ.head, case, "extension_approved")
    desk.does(organ.handler, case, "extended")
    desk.does(organ.handler, case, "searched", by_whom="李承办", places="档案室", terms="校舍维修", result="没有")
    typed = {**NOT_EXISTING, "searched_places": "档案室", "search_terms": "校舍维修"}
    desk.proposes(case, "unavailable.not_existing", **typed)
    desk.does(organ.lawyer, case, "review_returned", reason="请再查业务系统")
    desk.proposes(case, "unavailable.not_existing", **typed)
    desk.does(organ.lawyer, case, "review_passed")
    desk.does(organ.leader, case, "returned", reason="写明检索的系统")
    desk.proposes(case, "unavailable.not_existing", **typed)
    desk.does(organ.lawyer, case, "review_passed")
    desk.does(organ.leader, case, "approved")
    desk.does(organ.handler, case, "decided")
    desk.does(organ.intake, case, "delivered", proof="EMS 2")
    desk.does(organ.intake, case, "closed")
    desk.does(organ.intake, case, "archived")
    desk.does(
        organ.head, case, "reopened", basis="court", number="（2026）云行初1号", in_force_on="2026-03-16", days="20"
    )


def _consultation(desk: Desk) -> None:
    organ, case = desk.organ, desk.registered()
    told = {"party": "云溪县财政局", "capacity": "concerned", "question": "有没有不宜公开的内容"}
    desk.does(organ.handler, case, "organ_asked", letter_assist_by="2026-04-07", **told)
    desk.does(organ.handler, case, "organ_answered", opinion="agree")
    desk.does(organ.handler, case, "third_party_asked", party="云溪县建筑公司", part="报价")
    desk.does(organ.handler, case, "third_party_answered", opinion="object", reasons="商业秘密")
    overruled = {"ground": "public_interest", "reasons": "校舍安全涉及公共利益"}
    desk.does(organ.handler, case, "third_party_told", letter_disclose_on="2026-04-13", **overruled)
    desk.does(
        organ.handler, case, "disclosure_stayed", court="云溪县人民法院", order="（2026）云行初2号之一", part="报价"
    )
    desk.does(organ.handler, case, "stay_lifted", basis="rejected", order="（2026）云行初2号")
    desk.answers(case)
    desk.does(organ.handler, case, "made_public", address="https://yunxi.example.cn/1", column="校舍安全")
    desk.does(organ.intake, case, "publication_suggested", why="很多家长想知道")
    desk.does(organ.intake, case, "record_correction_asked", what="学校名称有误", evidence="登记证书")
    desk.does(organ.handler, case, "record_correction_settled", result="corrected", text="已经把校名改正")
    desk.does(
        organ.handler, case, "disclosure_forbidden", court="云溪县人民法院", order="（2026）云行初3号", part="报价"
    )


def _fees(desk: Desk) -> None:
    organ = desk.organ
    paid, waived, lapsed = (desk.registered(title=title) for title in ("甲", "乙", "丙"))
    for case in (paid, waived, lapsed):
        desk.does(organ.handler, case, "fee_proposed", basis="pieces", units="2", already="11", step="propose")
    for case in (paid, lapsed):
        desk.does(organ.handler, case, "fee_notified", letter_fee_payment="凭缴款通知书到代理银行缴纳")
        desk.does(organ.intake, case, "notice_delivered", way="in_person", proof="签收单")
    desk.does(organ.intake, paid, "payment_reported", reference="凭证1")
    desk.does(organ.intake, paid, "fee_paid", reference="票据1")
    desk.does(organ.head, waived, "fee_waived", reason="因公共利益需要")
    desk.come_to(LATER)
    desk.does(organ.handler, lapsed, "fee_lapsed")


def _endings(desk: Desk) -> None:
    organ = desk.organ
    many, withdrawn, voided, lapsed, several = (
        desk.registered(title=title) for title in ("甲", "乙", "丙", "丁", "戊")
    )
    desk.does(organ.handler, many, "reasons_asked", question="为什么需要各年度的清单", days="5")
    desk.does(organ.handler, many, "reasons_given", reasons="用于比较各年度的投入")
    desk.does(organ.handler, many, "delayed", days="10", assessment="涉及多个年度的档案需要逐卷查找")
    desk.does(organ.intake, withdrawn, "withdrawn", how="书面")
    desk.does(organ.head, voided, "entry_voided", reason="重复录入")
    desk.does(organ.intake, several, "split", kept="2024年清单", split_off="2025年清单")
    desk.does(organ.handler, lapsed, "correction_asked", items="年度", reason="请写明年度")
    desk.does(organ.intake, lapsed, "notice_delivered", way="post", proof="EMS 3")
    desk.come_to(LATER)
    desk.does(organ.handler, lapsed, "correction_lapsed")


def test_every_act_is_done_at_the_desk_or_said_to_come_about_elsewhere(desk: Desk) -> None:
    for story in (_correction, _consultation, _fees, _endings):
        desk.come_to(MONDAY)
        story(desk)
    seen = {event.kind for event in CaseEvent.objects.all()}
    by_hand = set(ActKind) - set(NOT_AT_A_CASE)
    assert by_hand - seen == set()
    assert {act.kind for act in DESK_ACTS.values()} == by_hand
    assert [broken for broken in verify(Case.objects.all()) if broken] == []
