"""An act and its letter from one form: drafted, looked at, changed, and done together or not at all."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any

import pytest

from desk.made_cases import TODAY, Organ, did, in_hand, made_organ
from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework import services
from gongkai.apps.casework.act_letters import LetterOrder, letters_for
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case
from gongkai.desk.cases.desk_acts import DESK_ACTS
from gongkai.letters.composing import LetterIncomplete
from gongkai.letters.kinds import LETTER_KINDS
from gongkai.letters.letter import as_text
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_stages import Stage

pytestmark = pytest.mark.django_db
CORRECTION = {"items": "所需信息的年度\n获取方式", "reason": "没有写明年度，请写明是哪一年的清单", "days": "15"}


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def sent(client: Any, case: Case, code: str, step: str, **told: str) -> Any:
    case.refresh_from_db()
    form = {"seen": case.last_seq, "on": TODAY.isoformat(), "step": step, **told}
    return client.post(f"/desk/cases/{case.pk}/acts/{code}/", form)


def written(case: Case, code: str) -> str:
    return as_text(restored(case.letters.get(code=code)))


def in_editor(page: str) -> str:
    found = re.search(r'<textarea name="body"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found.group(1)).lstrip("\n")


def mark(page: str) -> str:
    found = re.search(r'name="composed" value="(\w+)"', page)
    assert found
    return found.group(1)


def test_the_form_leads_to_the_drafted_letter_and_nothing_has_happened_yet(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    page = sent(client, case, "correction_asked", "draft", **CORRECTION)
    assert page.status_code == 200
    assert "没有写明年度，请写明是哪一年的清单" in in_editor(page.text)
    assert "15个工作日" in in_editor(page.text)
    assert not case.letters.exists()
    assert not case.events.filter(kind_code="correction_asked").exists()


def test_one_button_records_the_act_and_issues_the_letter(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    assert sent(client, case, "correction_asked", "issue", **CORRECTION).status_code == 302
    case.refresh_from_db()
    assert case.stage is Stage.AWAITING_CORRECTION
    assert [event.kind for event in case.events.order_by("-seq")[:2]] == [
        ActKind.LETTER_ISSUED,
        ActKind.CORRECTION_ASKED,
    ]
    assert "1.所需信息的年度；" in written(case, "correction_notice")


def test_an_officers_words_go_out_as_they_were_changed(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    page = sent(client, case, "correction_asked", "draft", **CORRECTION).text
    body = in_editor(page) + "\n如有疑问，请与本机关联系。"
    told = {**CORRECTION, "body": body, "composed": mark(page)}
    again = sent(client, case, "correction_asked", "draft", **told)
    assert again.status_code == 200
    assert "恢复系统拟制的正文" in again.text
    assert sent(client, case, "correction_asked", "issue", **told).status_code == 302
    assert "如有疑问，请与本机关联系。" in written(case, "correction_notice")


def test_a_letter_that_lost_an_element_keeps_the_act_from_happening(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    page = sent(client, case, "correction_asked", "draft", **CORRECTION).text
    told = {**CORRECTION, "body": in_editor(page).replace("15个工作日", "合理期限"), "composed": mark(page)}
    answer = sent(client, case, "correction_asked", "issue", **told)
    assert answer.status_code == 400
    assert "正文中“补正期限”与登记的内容不一致" in answer.text
    assert "合理期限" in in_editor(answer.text)
    assert not case.letters.exists()
    assert not case.events.filter(kind_code="correction_asked").exists()


def test_what_is_changed_in_the_act_changes_a_text_that_nobody_touched(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    page = sent(client, case, "correction_asked", "draft", **CORRECTION).text
    told = {**CORRECTION, "days": "10", "body": in_editor(page), "composed": mark(page)}
    assert "10个工作日" in in_editor(sent(client, case, "correction_asked", "draft", **told).text)


def test_where_the_letter_lacks_what_only_it_says_the_act_does_not_happen(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {"party": "云溪县财政局", "capacity": "concerned", "question": "该文件是否由贵局制作"}
    answer = sent(client, case, "organ_asked", "issue", **told)
    assert answer.status_code == 400
    assert "缺少回复期限" in answer.text
    assert "该文件是否由贵局制作" in answer.text
    assert not case.events.filter(kind_code="organ_asked").exists()
    assert sent(client, case, "organ_asked", "issue", **told, letter_assist_by="2026-03-27").status_code == 302
    assert "云溪县财政局" in written(case, "assistance_request")


def test_a_service_that_cannot_write_the_letter_leaves_no_act_behind(organ: Organ) -> None:
    case = in_hand(organ)
    before = case.last_seq
    told = {"party": "财政局", "capacity": "concerned", "question": "是否由贵局制作"}
    with pytest.raises(LetterIncomplete):
        did(
            lambda **common: services.do_with_letters(
                ActKind.ORGAN_ASKED, details=told, letters=(LetterOrder("assistance_request", "财政局"),), **common
            ),
            case,
            organ.handler,
        )
    case.refresh_from_db()
    assert (case.last_seq, case.events.count(), case.letters.count()) == (before, before, 0)


def test_a_refusal_by_the_law_issues_no_letter_and_takes_no_number(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    assert sent(client, case, "correction_asked", "issue", **CORRECTION).status_code == 302
    again = sent(client, case, "correction_asked", "issue", **CORRECTION)
    assert again.status_code == 400
    assert "政府信息公开条例第三十条" in again.text
    other = in_hand(organ, title="另一件")
    sent(client, other, "correction_asked", "issue", **CORRECTION)
    assert [case.letters.get().serial, other.letters.get().serial] == [1, 2]


def test_a_double_click_makes_one_letter(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    form = {"seen": case.last_seq, "on": TODAY.isoformat(), "step": "issue", **CORRECTION}
    first = client.post(f"/desk/cases/{case.pk}/acts/correction_asked/", form)
    second = client.post(f"/desk/cases/{case.pk}/acts/correction_asked/", form)
    assert (first.status_code, second.status_code) == (302, 400)
    assert case.letters.count() == 1


def test_a_letter_sent_otherwise_is_recorded_with_its_number_alone(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    refused = sent(client, case, "correction_asked", "record", **CORRECTION)
    assert refused.status_code == 400
    assert "请写明已经发出的函件文号" in refused.text
    told = {**CORRECTION, "outside": "云教公开〔2026〕3号（纸质）"}
    assert sent(client, case, "correction_asked", "record", **told).status_code == 302
    assert not case.letters.exists()
    assert case.events.get(kind_code="correction_asked").details["outside"] == "云教公开〔2026〕3号（纸质）"
    assert "云教公开〔2026〕3号（纸质）" in client.get(f"/desk/cases/{case.pk}/").text


def test_registering_needs_no_letter_and_may_send_the_receipt(client, organ: Organ) -> None:
    from desk.made_cases import taken_in

    plain, told = taken_in(organ), taken_in(organ, title="另一件")
    client.force_login(organ.head)
    assert sent(client, plain, "registered", "record").status_code == 302
    assert not plain.letters.exists()
    client.force_login(organ.handler)
    assert sent(client, told, "registered", "issue").status_code == 302
    assert "2026年4月14日" in written(told, "receipt")


def test_asking_a_third_party_tells_the_applicant_too(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {"party": "云溪县建筑公司", "part": "第三标段报价", "tells_applicant": "on"}
    assert sent(client, case, "third_party_asked", "issue", **told).status_code == 302
    assert written(case, "third_party_consultation").count("云溪县建筑公司") == 1
    assert "第三标段报价" in written(case, "third_party_consultation")
    assert "需要征求第三方的意见，本机关已于2026年3月16日发出征求意见书" in written(
        case, "third_party_consultation_notice"
    )
    assert "云溪县建筑公司" not in written(case, "third_party_consultation_notice")


def test_an_extension_letter_tells_the_day_that_the_act_makes(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.propose_extension, case, organ.handler, days=10, reason="需要向多个科室查找")
    did(services.approve_extension, case, organ.head)
    client.force_login(organ.handler)
    form = client.get(f"/desk/cases/{case.pk}/acts/extended/").context["form"]
    assert (form["days"].value(), form["reason"].value()) == (10, "需要向多个科室查找")
    assert sent(client, case, "extended", "issue", days="10", reason="需要向多个科室查找").status_code == 302
    # Due on 14 April: twenty working days after 16 March, off on the 4th to 6th; ten more end on the 28th.
    assert "延长10个工作日，至2026年4月28日届满" in written(case, "extension")


def test_a_fee_notice_tells_the_reckoning(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.propose_fee, case, organ.handler, basis="pieces", units=2, already=10)
    client.force_login(organ.handler)
    told = {"yuan": "200", "letter_fee_payment": "凭缴款通知书到代理银行缴纳"}
    assert sent(client, case, "fee_notified", "issue", **told).status_code == 302
    letter = written(case, "fee_notice")
    assert "1至10件的部分不收费，11至30件的部分每件100元" in letter
    assert "第11至第12件，共2件，每件100元，计200元" in letter


def prefilled(client: Any, organ: Organ, case: Case) -> int:
    client.force_login(organ.handler)
    return client.get(f"/desk/cases/{case.pk}/fee/").context["form"]["already"].value()


def test_the_fee_by_pieces_counts_what_the_applicant_filed_before_and_nothing_after(client, organ: Organ) -> None:
    cases = [in_hand(organ, title=f"第{number}件") for number in range(1, 31)]
    in_hand(organ, name="李四光", phone="13911111111")
    assert [prefilled(client, organ, cases[place]) for place in (0, 10, 29)] == [0, 10, 29]


def test_the_fee_by_pieces_counts_in_the_month_of_arrival_whenever_it_is_proposed(
    client, organ: Organ, monkeypatch
) -> None:
    in_hand(organ, title="去年的", on=date(2025, 12, 31))
    for title, on in (("其一", date(2026, 1, 5)), ("其二", date(2026, 1, 29))):
        in_hand(organ, title=title, on=on)
    case = in_hand(organ, title="其三", on=date(2026, 1, 30))
    in_hand(organ, title="其四", on=date(2026, 2, 2))
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: date(2026, 2, 10))
    assert prefilled(client, organ, case) == 2


def test_an_application_that_came_earlier_but_was_entered_later_takes_its_place(client, organ: Organ) -> None:
    case = in_hand(organ, title="先登记", on=date(2026, 3, 10))
    earlier = in_hand(organ, title="后登记", on=date(2026, 3, 9))
    assert (prefilled(client, organ, case), prefilled(client, organ, earlier)) == (1, 0)


# The third party's word in the letter that overrides it.


@pytest.mark.parametrize(
    ("opinions", "words", "ground", "told"),
    [
        (("agree",), "贵单位同意公开。", "harmless", "公开不会损害第三方合法权益"),
        (("object",), "贵单位不同意公开。", "public_interest", "不公开可能对公共利益造成重大影响"),
        (("object",), "贵单位不同意公开。", "unreasonable", "不同意公开的理由不合理"),
        (("partly",), "贵单位部分同意公开。", "unreasonable", "不同意公开的理由不合理"),
        (("object", "partly"), "贵单位部分同意公开。", "public_interest", "不公开可能对公共利益造成重大影响"),
        ((), "贵单位未在规定期限内提出意见。", "harmless", "公开不会损害第三方合法权益"),
    ],
)
def test_the_notice_to_the_third_party_says_what_it_answered_last_and_on_what_ground_it_is_overruled(
    organ: Organ, opinions: tuple[str, ...], words: str, ground: str, told: str
) -> None:
    case = in_hand(organ)
    for opinion in opinions or ("",):
        did(services.ask_third_party, case, organ.handler, party="云溪县甲公司", part="报价")
        if opinion:
            heard = {"party": "云溪县甲公司", "opinion": opinion, "reasons": "商业秘密"}
            did(services.hear_third_party, case, organ.handler, **heard)
    said = {"party": "云溪县甲公司", "content": "报价", "ground": ground, "reasons": "报价已随中标结果公示"}
    did(services.tell_third_party, case, organ.handler, **said)
    code, elements = "third_party_disclosure_notice", {"disclose_on": TODAY}
    did(services.send_letter, case, organ.handler, code=code, elements=elements, addressee="云溪县甲公司")
    letter = written(case, code)
    assert f"{words}\n经审查，本机关认为{told}，依据" in letter or f"{words}经审查，本机关认为{told}，依据" in letter


def test_every_letter_of_an_act_is_one_that_there_is() -> None:
    codes = {code for act in DESK_ACTS.values() for code in letters_for(act.kind)}
    assert codes <= set(LETTER_KINDS)
    assert len(codes) == 16


def test_an_organ_without_a_prefix_is_told_and_the_act_does_not_happen(client, organ: Organ) -> None:
    case = in_hand(organ)
    Agency.objects.filter(pk=organ.agency.pk).update(letter_prefix="")
    client.force_login(organ.handler)
    answer = sent(client, case, "correction_asked", "issue", **CORRECTION)
    assert answer.status_code == 400
    assert "尚未设置机关代字" in answer.text
    assert not case.events.filter(kind_code="correction_asked").exists()
