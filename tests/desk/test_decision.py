"""The guided decision over HTTP: gates, facts, review, approval, the letter, issue, delivery, the file."""

from __future__ import annotations

import io
import zipfile

import pytest

from desk.made_cases import TODAY, Organ, approved, did, in_hand, made_organ, proposed_not_existing, searched
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Letter
from gongkai.statute.case_stages import Stage

pytestmark = pytest.mark.django_db
FACTS = {
    "searched_by": "李承办",
    "searched_on": "2026-03-16",
    "searched_places": "档案室\n办公系统",
    "search_terms": "校舍维修",
    "search": "没有检索到相关信息",
    "absence": "never_made",
    "duty_to_make": "依法不由本机关制作",
}


@pytest.fixture(autouse=True)
def _monday(monkeypatch) -> None:
    monkeypatch.setattr("gongkai.desk.clock.today", lambda: TODAY)


@pytest.fixture
def organ() -> Organ:
    return made_organ()


def test_each_gate_offers_what_stops_there_and_the_way_on(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    address = f"/desk/cases/{case.pk}/decision/"
    first = client.get(address).text
    assert "补不补" in first
    assert "到下一关：该不该" in first
    exists = client.get(address, {"gate": "exists"}).text
    assert "政府信息不存在" in exists
    assert "政府信息公开条例第三十六条第四项" in exists
    assert "国家秘密" not in exists
    assert "国家秘密" in client.get(address, {"gate": "give"}).text


def test_choosing_an_outcome_leads_to_its_facts(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    answer = client.get(f"/desk/cases/{case.pk}/decision/", {"outcome": "unavailable.not_existing"})
    assert answer.url == f"/desk/cases/{case.pk}/decision/unavailable.not_existing/"
    assert client.get(f"/desk/cases/{case.pk}/decision/other.withdrawn/").status_code == 404
    assert client.get(f"/desk/cases/{case.pk}/decision/made.up/").status_code == 404


def test_facts_that_lack_are_told_and_nothing_is_proposed(client, organ: Organ) -> None:
    case = searched(in_hand(organ), organ)
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": "2026-03-16", **FACTS, "absence": "", "searched_places": " \n "}
    answer = client.post(f"/desk/cases/{case.pk}/decision/unavailable.not_existing/", told)
    assert answer.status_code == 400
    assert "请填写“不存在的情形”。" in answer.text
    assert "请填写“检索的系统和场所”。" in answer.text
    assert not case.events.filter(kind_code="proposed").exists()


def test_not_existing_cannot_be_proposed_before_a_search_was_logged(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": "2026-03-16", **FACTS}
    answer = client.post(f"/desk/cases/{case.pk}/decision/unavailable.not_existing/", told)
    assert answer.status_code == 400
    assert "应当先登记检索情况" in answer.text


def test_the_search_that_was_logged_is_filled_in(client, organ: Organ) -> None:
    case = searched(in_hand(organ), organ)
    client.force_login(organ.handler)
    form = client.get(f"/desk/cases/{case.pk}/decision/unavailable.not_existing/").context["form"]
    assert form["searched_by"].value() == "李承办"
    assert form["searched_places"].value() == "档案室\n办公系统"
    assert form["searched_on"].value() == TODAY


def test_a_whole_proposal_goes_to_review_and_its_letter_is_shown(client, organ: Organ) -> None:
    case = searched(in_hand(organ), organ)
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": "2026-03-16", **FACTS, "opinion": "拟按不存在答复"}
    answer = client.post(f"/desk/cases/{case.pk}/decision/unavailable.not_existing/", told)
    assert (answer.status_code, answer.url) == (302, f"/desk/cases/{case.pk}/letter/")
    case.refresh_from_db()
    assert case.stage is Stage.IN_REVIEW
    page = client.get(answer.url).text
    assert "没有检索到相关信息" in page
    assert "云溪县人民政府" in page
    assert "云溪县人民法院" in page
    assert "拟按不存在答复" not in page


def test_partial_disclosure_needs_each_withheld_part_whole(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    told = {
        "seen": case.last_seq,
        "on": "2026-03-16",
        "provided": "维修项目清单",
        "form": "纸质，邮寄",
        "redacted_by": "李承办",
        "withheld-0-part": "第3页联系人",
        "withheld-0-ground": "refused.internal_affairs",
        "withheld-0-reason": "属于后勤管理信息",
        "withheld-1-part": "第5页",
    }
    address = f"/desk/cases/{case.pk}/decision/partly_granted/"
    refused = client.post(address, told)
    assert refused.status_code == 400
    assert "每一项都应当写明部分、依据和理由" in refused.text
    assert "第5页" in refused.text
    del told["withheld-1-part"]
    assert client.post(address, told).status_code == 302
    case.refresh_from_db()
    assert case.events.get(kind_code="proposed").details["facts"]["withheld"] == [
        {"part": "第3页联系人", "ground": "refused.internal_affairs", "reason": "属于后勤管理信息"}
    ]


def test_the_body_may_be_edited_but_loses_no_element(client, organ: Organ) -> None:
    case = proposed_not_existing(in_hand(organ), organ)
    client.force_login(organ.handler)
    address = f"/desk/cases/{case.pk}/letter/"
    composed = client.get(address).context["body"]["text"].value()
    client.post(address, {"step": "save", "text": "您好，没有。"})
    lost = client.get(address)
    assert "答复书还缺下列要素" in lost.text
    assert lost.context["body"]["text"].value() == "您好，没有。"
    longer = composed.replace("\n", "\n经办人另向申请人作了电话说明。\n", 1)
    client.post(address, {"step": "save", "text": longer})
    kept = client.get(address)
    assert "答复书还缺下列要素" not in kept.text
    assert "经办人另向申请人作了电话说明。" in kept.text
    client.post(address, {"step": "reset"})
    assert client.get(address).context["body"]["text"].value() == composed


def test_an_approved_letter_cannot_be_edited(client, organ: Organ) -> None:
    case = approved(in_hand(organ), organ)
    client.force_login(organ.handler)
    assert client.post(f"/desk/cases/{case.pk}/letter/", {"step": "save", "text": "改一改"}).status_code == 403


def test_the_answer_is_issued_with_its_number_and_delivered(client, organ: Organ) -> None:
    case = approved(in_hand(organ), organ)
    client.force_login(organ.handler)
    told = {"step": "issue", "seen": case.last_seq, "on": "2026-03-16"}
    answer = client.post(f"/desk/cases/{case.pk}/letter/", told)
    assert answer.status_code == 302, answer.text
    letter = Letter.objects.get()
    assert letter.number == "浮政公开〔2026〕1号"
    assert letter.number in client.get(f"/desk/cases/{case.pk}/letters/{letter.pk}/").text
    word = client.get(f"/desk/cases/{case.pk}/letters/{letter.pk}/file.docx")
    assert word["Content-Disposition"].startswith("attachment")
    assert zipfile.is_zipfile(io.BytesIO(word.content))
    case.refresh_from_db()
    posted = {"seen": case.last_seq, "on": "2026-03-16", "way": "post", "sent_on": "2026-03-16", "proof": "EMS 1234"}
    assert client.post(f"/desk/cases/{case.pk}/acts/delivered/", posted).status_code == 302
    case.refresh_from_db()
    assert (case.stage, case.answered_on) == (Stage.ANSWERED, TODAY)


def test_a_double_click_issues_one_letter(client, organ: Organ) -> None:
    case = approved(in_hand(organ), organ)
    client.force_login(organ.handler)
    told = {"step": "issue", "seen": case.last_seq, "on": "2026-03-16"}
    codes = [client.post(f"/desk/cases/{case.pk}/letter/", told).status_code for _ in range(2)]
    assert codes == [302, 400]
    assert Letter.objects.count() == 1


def test_only_those_who_issue_may_issue(client, organ: Organ) -> None:
    case = approved(in_hand(organ), organ)
    client.force_login(organ.lawyer)
    told = {"step": "issue", "seen": case.last_seq, "on": "2026-03-16"}
    assert client.post(f"/desk/cases/{case.pk}/letter/", told).status_code == 403
    assert not Letter.objects.exists()


def test_the_file_leaves_as_one_archive(client, organ: Organ) -> None:
    case = approved(in_hand(organ), organ)
    did(services.decide, case, organ.handler)
    client.force_login(organ.handler)
    for bundle in ("complete", "court"):
        answer = client.get(f"/desk/cases/{case.pk}/file/{bundle}.zip")
        names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
        assert "目录.txt" in names
        assert sum(name.endswith(".docx") for name in names) == 1
    assert client.get(f"/desk/cases/{case.pk}/file/other.zip").status_code == 404
    client.force_login(organ.intake)
    assert client.get(f"/desk/cases/{case.pk}/file/complete.zip").status_code == 403


def test_a_letter_of_the_procedure_goes_out_with_a_number(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    kinds = client.get(f"/desk/cases/{case.pk}/letters/").text
    assert "登记回执" in kinds
    address = f"/desk/cases/{case.pk}/letters/new/assistance_request/"
    told = {"seen": case.last_seq, "on": "2026-03-16", "addressee": "云溪县财政局", "assist_questions": "资金拨付情况"}
    refused = client.post(address, told)
    assert refused.status_code == 400
    assert not Letter.objects.exists()
    answer = client.post(address, {**told, "assist_by": "2026-03-25"})
    assert answer.status_code == 302, answer.text
    assert Letter.objects.get().code == "assistance_request"


def test_letters_name_the_applicant_and_are_not_for_everybody(client, organ: Organ) -> None:
    case = proposed_not_existing(in_hand(organ), organ)
    stranger = made_organ("邻县水利局").handler
    client.force_login(stranger)
    assert client.get(f"/desk/cases/{case.pk}/letter/").status_code == 404


def test_an_answer_does_not_go_out_without_a_proposal(client, organ: Organ) -> None:
    case = in_hand(organ)
    client.force_login(organ.handler)
    assert client.get(f"/desk/cases/{case.pk}/letters/new/refused.state_secret/").status_code == 404
    assert client.get(f"/desk/cases/{case.pk}/letters/new/other.uncorrected/").status_code == 200


def test_a_letter_knows_what_the_act_said(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.ask_correction, case, organ.handler, items=["年度", "学校名称"], reason="请写明", days=15)
    client.force_login(organ.handler)
    assert "《政府信息公开申请补正告知书》" in client.get(f"/desk/cases/{case.pk}/acts/correction_asked/").text
    form = client.get(f"/desk/cases/{case.pk}/letters/new/correction_notice/").context["form"]
    assert form["correction_items"].value() == "年度\n学校名称"
    assert form["correction_days"].value() == 15


THIRD = {"party": "云溪县甲公司"}
REFUSAL = {
    "third_party_interest": "trade_secret",
    "weighing": "理由合理，公共利益没有重大影响",
    "reason": "载有成本构成",
    "separability": "不能分开",
}


def asked_third_party(case, organ: Organ, opinion: str):
    did(services.ask_third_party, case, organ.handler, part="报价", **THIRD)
    return did(services.hear_third_party, case, organ.handler, opinion=opinion, reasons="涉及经营数据", **THIRD)


def test_the_third_partys_opinion_is_shown_and_filled_in_from_the_ledger(client, organ: Organ) -> None:
    case = in_hand(organ)
    asked_third_party(case, organ, "partly")
    client.force_login(organ.handler)
    page = client.get(f"/desk/cases/{case.pk}/decision/refused.third_party/")
    assert page.context["form"]["third_party_opinion"].value() == "partly"
    assert "对方名称：云溪县甲公司<br>意见：部分同意公开<br>理由：涉及经营数据" in page.text
    assert "意见：部分同意公开" in client.get(f"/desk/cases/{case.pk}/decision/", {"gate": "give"}).text


def test_an_opinion_that_the_ledger_does_not_know_is_refused_with_what_was_typed_kept(client, organ: Organ) -> None:
    case = in_hand(organ)
    asked_third_party(case, organ, "object")
    case.refresh_from_db()
    client.force_login(organ.handler)
    told = {"seen": case.last_seq, "on": TODAY.isoformat(), **REFUSAL, "third_party_opinion": "silent"}
    address = f"/desk/cases/{case.pk}/decision/refused.third_party/"
    answer = client.post(address, told)
    assert answer.status_code == 400
    assert "台账记载第三方不同意公开，与所写的“未在规定期限内提出意见”不一致" in answer.text
    assert "政府信息公开条例第三十二条" in answer.text
    assert "载有成本构成</textarea>" in answer.text
    assert client.post(address, {**told, "third_party_opinion": "objected"}).status_code == 302


def test_the_correction_is_read_where_the_case_is_decided(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.ask_correction, case, organ.handler, items=["年度不明"], reason="请说明年度", days=15)
    text = "要全部五个村组的清单，不只是第一组。" * 10
    did(services.receive_correction, case, organ.intake, text=text)
    client.force_login(organ.handler)
    for address in ("decision/", "decision/granted.provided/", ""):
        assert text in client.get(f"/desk/cases/{case.pk}/{address}").text


def test_who_has_not_answered_yet_is_told_where_the_case_is_decided(client, organ: Organ) -> None:
    case = in_hand(organ)
    did(services.ask_third_party, case, organ.handler, part="报价", **THIRD)
    client.force_login(organ.handler)
    # Fifteen working days after 16 March; Qingming is a holiday from 4 to 6 April.
    told = client.get(f"/desk/cases/{case.pk}/decision/").text
    assert "征求第三方云溪县甲公司意见" in told
    assert "尚未提出意见，期限至2026-04-07" in told


def kept_body(client, case, organ: Organ, text: str) -> None:
    client.force_login(organ.handler)
    assert client.post(f"/desk/cases/{case.pk}/letter/", {"step": "save", "text": text}).status_code == 302


def test_an_answer_that_lacks_something_passes_neither_review_nor_approval(client, organ: Organ) -> None:
    case = in_hand(organ)
    proposed_not_existing(case, organ)
    kept_body(client, case, organ, "控制符")
    for officer, code in ((organ.lawyer, "review_passed"), (organ.leader, "approved")):
        case.refresh_from_db()
        client.force_login(officer)
        answer = client.post(
            f"/desk/cases/{case.pk}/acts/{code}/", {"seen": case.last_seq, "on": TODAY.isoformat(), "opinion": "同意"}
        )
        assert answer.status_code == 400
        assert "还不能作出，缺少" in answer.text
        assert "同意</textarea>" in answer.text
        client.force_login(organ.handler)
        client.post(f"/desk/cases/{case.pk}/letter/", {"step": "reset"})
        if code == "review_passed":
            did(services.pass_review, case, organ.lawyer)
            kept_body(client, case, organ, "控制符")
    did(services.approve, case, organ.leader)
    assert Letter.objects.count() == 0
    case.refresh_from_db()
    assert case.stage is Stage.APPROVED


def test_what_the_law_refuses_is_told_before_what_the_answer_lacks(client, organ: Organ) -> None:
    case = in_hand(organ)
    proposed_not_existing(case, organ)
    kept_body(client, case, organ, "控制符")
    case.refresh_from_db()
    client.force_login(organ.leader)
    told = {"seen": case.last_seq, "on": TODAY.isoformat()}
    assert "尚未经合法性审核" in client.post(f"/desk/cases/{case.pk}/acts/approved/", told).text


def test_the_draft_that_is_handed_out_is_the_text_that_was_kept(client, organ: Organ) -> None:
    case = in_hand(organ)
    proposed_not_existing(case, organ)
    kept_body(client, case, organ, "只有这一句话。")
    page = client.get(f"/desk/cases/{case.pk}/letter/")
    assert "答复书还缺下列要素" in page.text
    assert page.context["letter"].paragraphs == ("只有这一句话。",)
    file = client.get(f"/desk/cases/{case.pk}/letter/draft.docx")
    text = zipfile.ZipFile(io.BytesIO(b"".join(file))).read("word/document.xml").decode()
    assert "只有这一句话。" in text
    assert "没有检索到相关信息" not in text
