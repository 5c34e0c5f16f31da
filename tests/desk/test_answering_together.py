"""One letter answers several applications: for all of them or for none, each in its own ledger."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from desk.made_cases import TODAY, Organ, did, in_hand, made_organ
from gongkai.apps.audit import triggers
from gongkai.apps.casework import marks, services
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case, EvidenceKind, Letter
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.selectors import table_three
from gongkai.apps.casework.verification import verify
from gongkai.letters.letter import as_text
from gongkai.statute.case_stages import Stage
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.errors import ActRefused

pytestmark = pytest.mark.django_db
GIVEN = {"provided": ["维修项目清单"], "form": "纸质复制件，邮寄"}
PAPER = Paper(name="清单.txt", content="清单".encode())


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def approved(organ: Organ, *, facts: dict = GIVEN, **told: object) -> Case:
    case = in_hand(organ, **told)
    did(services.propose, case, organ.handler, outcome="granted.provided", facts=facts)
    did(services.approve, case, organ.leader)
    case.refresh_from_db()
    return case


def together(organ: Organ, *cases: Case, by: object = None) -> tuple[Case, ...]:
    seen = {case: Case.objects.get(pk=case.pk).last_seq for case in cases}
    return services.decide_together(cases=seen, by=by or organ.handler, on=TODAY, today=TODAY)


def test_one_letter_answers_two_applications_of_one_applicant(organ: Organ) -> None:
    first, second = approved(organ, title="项目清单", on=date(2026, 3, 13)), approved(organ, title="维修合同")
    together(organ, second, first)
    letter = Letter.objects.get()
    assert [list(Letter.of(case.pk)) for case in (first, second)] == [[letter], [letter]]
    text = as_text(restored(letter))
    assert "本机关于2026年3月13日收到你提出的政府信息公开申请" in text
    assert "（登记编号：〔2026〕1号、〔2026〕2号于2026年3月16日收到）" in text
    assert "申请公开“项目清单”“维修合同”" in text


def test_every_ledger_records_it_and_stands_proof(organ: Organ) -> None:
    first, second, third = (approved(organ, title=title) for title in ("甲清单", "乙清单", "丙清单"))
    together(organ, first, second, third)
    for case in (first, second, third):
        case.refresh_from_db()
        decided = case.events.get(kind_code="decided").details
        others = [each.reference for each in (first, second, third) if each != case]
        assert (case.stage, decided["together"]) == (Stage.ISSUED, others)
        assert case.events.filter(kind_code="sealed").count() == 1
    assert list(verify(Case.objects.all())) == [None, None, None]


def test_tampering_with_the_joint_letter_shows_in_every_case(organ: Organ) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    together(organ, first, second)
    triggers.remove(connection, triggers.frozen_tables())
    try:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE casework_letter SET digest = %s", ["0" * 64])
        found = list(verify(Case.objects.all()))
    finally:
        triggers.install(connection, triggers.frozen_tables())
    assert [broken.case.pk for broken in found if broken] == [first.pk, second.pk]
    assert all("内容与摘要不符" in broken.message for broken in found if broken)


def test_the_same_request_of_two_applicants_is_answered_to_both(organ: Organ) -> None:
    first, second = approved(organ, name="张三丰"), approved(organ, name="李四光", phone="13911111111")
    together(organ, first, second)
    text = as_text(restored(Letter.objects.get()))
    assert "张三丰、李四光：" in text
    assert "收到你们提出的政府信息公开申请" in text
    assert text.count("“云溪县2025年中小学校舍维修项目清单”") == 1


def test_each_is_delivered_and_counted_by_itself(organ: Organ) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    together(organ, first, second)
    for case in (first, second):
        case.refresh_from_db()
        told = {"way": DeliveryWay.POST, "sent_on": TODAY, "proof": "EMS"}
        services.deliver(case=case, by=organ.intake, seen=case.last_seq, today=TODAY, **told)
    assert table_three([organ.agency.pk], year=2026)["granted"]["natural_person"] == 2


def test_one_that_is_not_approved_keeps_all_from_being_answered(organ: Organ) -> None:
    first, second = approved(organ, title="甲清单"), in_hand(organ, title="乙清单")
    did(services.propose, second, organ.handler, outcome="granted.provided", facts=GIVEN)
    with pytest.raises(ActRefused, match="〔2026〕2号：拟办意见尚未经批准"):
        together(organ, first, second)
    assert not Letter.objects.exists()
    first.refresh_from_db()
    assert first.stage is Stage.APPROVED
    assert not first.events.filter(kind_code="decided").exists()


def test_what_was_approved_has_to_be_the_same(organ: Organ) -> None:
    other = approved(organ, title="乙清单", facts={**GIVEN, "form": "电子邮件"})
    with pytest.raises(ActRefused, match="不一致"):
        together(organ, approved(organ, title="甲清单"), other)
    assert not Letter.objects.exists()


def test_strangers_with_different_requests_are_not_answered_together(organ: Organ) -> None:
    with pytest.raises(ActRefused, match="同一申请人"):
        together(organ, approved(organ, title="甲"), approved(organ, title="乙", name="李四光", phone="13911111111"))


def test_another_organs_case_is_not_reached(organ: Organ) -> None:
    with pytest.raises(PermissionDenied):
        together(organ, approved(organ), approved(made_organ("云溪县水利局")))


def test_what_is_given_lies_in_every_file(organ: Organ) -> None:
    first, second = in_hand(organ, title="甲清单"), approved(organ, title="乙清单")
    did(services.attach, first, organ.handler, papers=(PAPER,), evidence=EvidenceKind.GIVEN.value)
    did(services.propose, first, organ.handler, outcome="granted.provided", facts=GIVEN)
    did(services.approve, first, organ.leader)
    together(organ, first, second)
    assert [paper.shown_name for paper in second.documents.all()] == ["清单.txt"]
    assert second.documents.get().sealed_at is not None


def test_the_desk_offers_what_may_be_joined_and_issues_for_all(organ: Organ, client) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    unready = in_hand(organ, title="丙清单")
    client.force_login(organ.handler)
    address = f"/desk/cases/{first.pk}/together/"
    assert address in client.get(f"/desk/cases/{first.pk}/letter/").text
    page = client.get(address)
    assert {each.case.pk: each.reason for each, _ in page.context["candidates"]} == {
        second.pk: "",
        unready.pk: "拟办意见尚未经批准，不能作出答复",
    }
    chosen = {"with": f"{second.pk}.{second.last_seq}", "seen": first.last_seq, "on": TODAY.isoformat()}
    drafted = client.post(address, {**chosen, "step": "draft"})
    assert "申请公开“甲清单”“乙清单”" in drafted.text
    assert not Letter.objects.exists()
    body = drafted.context["text"] + "\n如有疑问，请与本机关联系。"
    told = {**chosen, "step": "issue", "body": body, "composed": drafted.context["mark"]}
    assert client.post(address, told).status_code == 302
    assert "如有疑问" in as_text(restored(Letter.objects.get()))
    shown = client.get(f"/desk/cases/{second.pk}/").text
    assert f'与本件一并答复的申请：<a href="/desk/cases/{first.pk}/">' in shown
    letter = Letter.objects.get()
    assert client.get(f"/desk/cases/{second.pk}/letters/{letter.pk}/").status_code == 200
    assert client.get(f"/desk/cases/{unready.pk}/letters/{letter.pk}/").status_code == 404


def test_a_chosen_case_that_moved_since_keeps_all_from_being_answered(organ: Organ, client) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    seen = second.last_seq
    did(services.note, second, organ.head, text="先等一等")
    client.force_login(organ.handler)
    told = {"with": f"{second.pk}.{seen}", "seen": first.last_seq, "on": TODAY.isoformat(), "step": "issue"}
    answer = client.post(f"/desk/cases/{first.pk}/together/", told)
    assert answer.status_code == 400
    assert "有变动，没有作出答复" in answer.text
    assert not Letter.objects.exists()


def test_the_page_asks_the_database_as_often_for_many_as_for_few(
    organ: Organ, client, django_assert_max_num_queries
) -> None:
    first = approved(organ, title="甲清单")
    client.force_login(organ.handler)
    address = f"/desk/cases/{first.pk}/together/"
    in_hand(organ, title="一")
    client.get(address)
    with django_assert_max_num_queries(100) as few:
        client.get(address)
    for title in "二三四":
        in_hand(organ, title=title)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)


def test_each_applicant_finds_the_letter_once_delivered(organ: Organ, client) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    together(organ, first, second)
    second.refresh_from_db()
    client.post("/follow/", {"number": second.reference, "code": marks.secret_code(second.intake_key)})
    number = Letter.objects.get().number
    assert number not in client.get(f"/follow/{second.pk}/").text
    told = {"way": DeliveryWay.POST, "sent_on": TODAY, "proof": "EMS"}
    services.deliver(case=second, by=organ.intake, seen=second.last_seq, today=TODAY, **told)
    page = client.get(f"/follow/{second.pk}/").text
    assert number in page
    assert "机关把这件申请和其他申请合并答复" in page


def test_one_delivery_reaches_one_applicant_in_all_its_applications(organ: Organ, client) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    together(organ, first, second)
    client.force_login(organ.intake)
    address = f"/desk/cases/{first.pk}/acts/delivered/"
    assert client.get(address).context["form"]["also"].value() == [mark_of(second)]
    first.refresh_from_db()
    told = {"way": "post", "sent_on": TODAY.isoformat(), "proof": "EMS 1", "on": TODAY.isoformat()}
    answer = client.post(address, {**told, "seen": first.last_seq, "also": mark_of(second)})
    assert answer.status_code == 302
    for case in (first, second):
        case.refresh_from_db()
        assert case.stage is Stage.ANSWERED


def test_a_delivery_to_one_applicant_is_none_to_another(organ: Organ, client) -> None:
    first, second = approved(organ, name="张三丰"), approved(organ, name="李四光", phone="13911111111")
    together(organ, first, second)
    client.force_login(organ.intake)
    page = client.get(f"/desk/cases/{first.pk}/acts/delivered/")
    assert "also" not in page.context["form"].fields


def test_one_delivery_that_is_refused_delivers_none(organ: Organ) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    together(organ, first, second)
    did(services.stay_disclosure, second, organ.handler, court="云溪县人民法院", order="（2026）云行初1号", part="单价")
    seen = {case: Case.objects.get(pk=case.pk).last_seq for case in (first, second)}
    told = {"way": DeliveryWay.POST, "sent_on": TODAY, "proof": "EMS"}
    with pytest.raises(ActRefused, match="裁定停止公开"):
        services.deliver_together(cases=seen, by=organ.intake, today=TODAY, **told)
    first.refresh_from_db()
    assert first.stage is Stage.ISSUED


def test_an_application_that_moved_since_the_page_was_read_is_not_delivered_with_the_other(
    organ: Organ, client
) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    together(organ, first, second)
    client.force_login(organ.intake)
    address = f"/desk/cases/{first.pk}/acts/delivered/"
    told = {"way": "post", "sent_on": TODAY.isoformat(), "proof": "EMS 1", "on": TODAY.isoformat()}
    seen = {"seen": Case.objects.get(pk=first.pk).last_seq, "also": mark_of(second)}
    did(services.note, second, organ.handler, text="申请人来电，地址有误")
    answer = client.post(address, {**told, **seen})
    assert answer.status_code == 400
    assert "所选的申请已经送达或者有变动，请重新打开页面。" in answer.text
    assert "EMS 1" in answer.text
    assert {Case.objects.get(pk=case.pk).stage for case in (first, second)} == {Stage.ISSUED}


def test_the_service_delivers_no_two_answers_as_one(organ: Organ) -> None:
    first, second = approved(organ, title="甲清单"), approved(organ, title="乙清单")
    for case in (first, second):
        did(services.decide, case, organ.handler)
    seen = {case: Case.objects.get(pk=case.pk).last_seq for case in (first, second)}
    told = {"way": DeliveryWay.POST, "sent_on": TODAY, "proof": "EMS"}
    with pytest.raises(ActRefused, match="不是同一份答复书"):
        services.deliver_together(cases=seen, by=organ.intake, today=TODAY, **told)
    assert {Case.objects.get(pk=case.pk).stage for case in (first, second)} == {Stage.ISSUED}


def test_the_service_delivers_to_no_two_applicants_at_once(organ: Organ) -> None:
    first, second = approved(organ, name="张三丰"), approved(organ, name="李四光", phone="13911111111")
    together(organ, first, second)
    seen = {case: Case.objects.get(pk=case.pk).last_seq for case in (first, second)}
    told = {"way": DeliveryWay.POST, "sent_on": TODAY, "proof": "EMS"}
    with pytest.raises(ActRefused, match="不是同一申请人"):
        services.deliver_together(cases=seen, by=organ.intake, today=TODAY, **told)
    assert {Case.objects.get(pk=case.pk).stage for case in (first, second)} == {Stage.ISSUED}


def mark_of(case: Case) -> str:
    case.refresh_from_db()
    return f"{case.pk}.{case.last_seq}"
