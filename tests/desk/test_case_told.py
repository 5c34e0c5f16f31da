"""What a case page, a form to sign and a letter say of a case, in words and without what is not so."""

from __future__ import annotations

from datetime import date

import pytest

from desk.made_cases import TODAY, Organ, approved, did, in_hand, made_organ, taken_in
from gongkai.apps.audit.models import Entry
from gongkai.apps.casework import services
from gongkai.apps.casework.act_letters import LetterOrder
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Applicant, Case, Letter
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.letters.letter import as_text
from gongkai.statute.case_acts import ActKind
from gongkai.statute.delivery import DeliveryWay

pytestmark = pytest.mark.django_db
PAPER = Paper(name="清单.txt", content="清单".encode())


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def page(client, case: Case) -> str:
    return client.get(f"/desk/cases/{case.pk}/").text


def test_the_kind_and_the_part_of_a_paper_are_told_in_words(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.attach, case, organ.handler, papers=(PAPER,), evidence="search")
    client.force_login(organ.handler)
    told = page(client, case)
    assert "<dt>材料种类</dt><dd>检索记录</dd>" in told
    assert "<dt>卷内部分</dt><dd>第一部分（答复作出之前）</dd>" in told


def test_what_was_withdrawn_was_not_answered(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.withdraw, case, organ.intake, how="书面")
    client.force_login(organ.handler)
    told = page(client, case)
    assert "<p>已答复" not in told
    assert "<p>办理结束：" in told


def test_a_case_that_was_taken_up_again_shows_the_earlier_outcome_as_such_and_no_extension(
    client, organ: Organ
) -> None:
    case = in_hand(organ)
    did(services.assign, case, organ.intake, officer=organ.handler, internal_due_on=date(2026, 3, 20))
    approved(case, organ)
    did(services.decide, case, organ.handler)
    case.refresh_from_db()
    told = {"way": DeliveryWay.POST, "sent_on": TODAY, "proof": "EMS"}
    services.deliver(case=case, by=organ.intake, seen=case.last_seq, today=TODAY, **told)
    order = {"basis": "reconsideration", "number": "云复决〔2026〕3号", "in_force_on": TODAY, "days": 10}
    did(services.reopen, case, organ.head, **order)
    client.force_login(organ.handler)
    shown = page(client, case)
    assert "<span>原结果：无法提供（政府信息不存在）</span>" in shown
    assert "已延长" not in shown
    assert "依据重新办理的文书确定" in shown
    assert "内部期限" not in shown
    approved(case, organ)
    did(services.decide, case, organ.handler)
    assert "延长至" not in as_text(restored(Letter.objects.latest("pk")))


def test_an_extension_on_its_way_stands_at_the_head_of_the_case(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.propose_extension, case, organ.handler, days=10, reason="材料多")
    client.force_login(organ.handler)
    assert "延长10个工作日：待工作机构负责人同意" in page(client, case)
    assert f"/desk/cases/{case.pk}/acts/extension_proposed/" not in page(client, case)
    did(services.approve_extension, case, organ.head)
    assert "延长10个工作日：已同意，待告知申请人" in page(client, case)


@pytest.mark.parametrize(
    ("received_on", "words"),
    [
        # Twenty working days after 16 March and ten more; Qingming is a holiday from 4 to 6 April.
        (date(2026, 3, 16), "答复期限延长10个工作日，至2026年4月28日届满。"),
        # The holidays of 2027 are not published: the day would move.
        (date(2026, 12, 21), "答复期限延长10个工作日。"),
    ],
)
def test_a_letter_tells_no_day_that_may_still_move(organ: Organ, received_on: date, words: str) -> None:
    case = in_hand(organ, on=received_on)
    extension = {"days": 10, "reason": "材料多"}
    did(services.propose_extension, case, organ.handler, on=received_on, **extension)
    did(services.approve_extension, case, organ.head, on=received_on)
    case.refresh_from_db()
    services.do_with_letters(
        ActKind.EXTENDED,
        case=case,
        by=organ.handler,
        seen=case.last_seq,
        on=received_on,
        today=received_on,
        details=extension,
        letters=[LetterOrder("extension")],
    )
    assert words in as_text(restored(Letter.objects.get()))


def test_the_form_to_sign_tells_all_to_who_took_it_down_and_the_document_in_words(client, organ: Organ) -> None:
    case = taken_in(organ)
    Applicant.objects.filter(case=case).update(identity_kind="id_card", identity_number="110101199001011237")
    client.force_login(organ.intake)
    address = f"/desk/cases/{case.pk}/print/"
    masked = client.get(address).text
    assert "居民身份证　110*************37" in masked or "居民身份证　110" in masked
    assert "id_card" not in masked
    assert "张三丰" not in masked
    whole = client.post(address).text
    assert "居民身份证　110101199001011237" in whole
    assert "张三丰（自然人）" in whole
    assert "13900000000" in whole
    assert "云溪县学府街8号" in whole
    assert Entry.objects.filter(act="casework.reveal", actor_id=organ.intake.pk).exists()


def test_an_answer_that_gives_something_warns_while_nothing_is_in_the_file(client, organ: Organ) -> None:
    case = in_hand(organ)
    facts = {"provided": ["维修项目清单"], "form": "纸质复制件，邮寄"}
    did(services.propose, case, organ.handler, outcome="granted.provided", facts=facts)
    client.force_login(organ.handler)
    address = f"/desk/cases/{case.pk}/letter/"
    warning = "案卷中还没有“向申请人提供的材料”"
    assert warning in client.get(address).text
    did(services.attach, case, organ.handler, papers=(PAPER,), evidence="given")
    assert warning not in client.get(address).text
    other = in_hand(organ, title="别的")
    approved(other, organ)
    assert warning not in client.get(f"/desk/cases/{other.pk}/letter/").text
