"""An applicant follows the case by number and code, and does there what is theirs to do."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.casework import services
from gongkai.apps.casework.models import Case, CaseEvent, Document, EvidenceKind
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.search import selectors as search
from gongkai.apps.search import services as index
from gongkai.apps.search.wanted import Wanted
from gongkai.documents.typesetting import NoChineseFont
from gongkai.portal.models import Attempt
from gongkai.portal.own_case import own_files
from portal.acted_cases import DUE, TODAY, apply_online

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_monday_in_march(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_given, **_named: TODAY)


@pytest.fixture
def acted(client):
    return apply_online(client, description="第一标段")


def asked_to_correct(acted):
    correction = {"items": ["写明是哪一年的中标结果"], "reason": "年度不明", "days": 10, "delivered_on": TODAY}
    return acted.registered().do(services.ask_correction, **correction)


# Getting in


def test_number_and_code_open_the_case(acted) -> None:
    assert "等待确认收到" in acted.page
    assert "2025年度城区供水管网改造工程中标结果" in acted.page
    assert "第一标段" in acted.page


def test_number_and_code_may_be_typed_small_and_without_strokes(acted) -> None:
    typed = {"number": f" {acted.case.reference.lower()} ", "code": acted.code.lower().replace("-", " ")}
    answer = Client().post("/follow/", typed)
    assert (answer.status_code, answer.url) == (302, f"/follow/{acted.case.pk}/")


def without_what_was_typed(page: str, *typed: str) -> str:
    for text in typed:
        page = page.replace(text, "")
    return page[page.index("<main") :].split('name="csrfmiddlewaretoken"')[0]


def test_a_wrong_number_is_answered_like_a_wrong_code(acted) -> None:
    stranger = Client()
    wrong_code = stranger.post("/follow/", {"number": acted.case.reference, "code": "AAAA-AAAA-AAAA"})
    wrong_number = stranger.post("/follow/", {"number": "NOBODY-2026-1", "code": acted.code})
    assert wrong_code.status_code == wrong_number.status_code == 400
    told = without_what_was_typed(wrong_code.text, acted.case.reference)
    assert told == without_what_was_typed(wrong_number.text, "NOBODY-2026-1")
    assert "编号和查询码对不上" in told


def test_the_eleventh_try_in_a_quarter_of_an_hour_is_put_off_even_with_the_right_code(acted) -> None:
    Attempt.objects.all().delete()
    stranger = Client()
    for _ in range(10):
        assert stranger.post("/follow/", {"number": acted.case.reference, "code": "x"}).status_code == 400
    late = stranger.post("/follow/", {"number": acted.case.reference, "code": acted.code})
    assert late.status_code == 429
    assert "尝试次数太多" in late.text
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert stranger.post("/follow/", {"number": acted.case.reference, "code": acted.code}).status_code == 302


def test_attempts_keep_no_network_address(acted) -> None:
    assert "127.0.0.1" not in set(Attempt.objects.values_list("source", flat=True))


@pytest.mark.parametrize("rest", ["", "withdrawal/", "everything.json", "letters/1.pdf", "papers/1/"])
def test_who_did_not_show_the_code_is_sent_to_the_door(acted, rest: str) -> None:
    answer = Client().get(f"/follow/{acted.case.pk}/{rest}")
    assert (answer.status_code, answer.url) == (302, "/follow/")


def test_one_case_opens_no_other(acted) -> None:
    other = apply_online(Client(), title="另一件")
    assert acted.client.get(f"/follow/{other.case.pk}/").status_code == 302
    assert acted.client.get("/follow/999999/").status_code == 302


def test_after_two_hours_the_code_is_asked_for_again(acted, monkeypatch) -> None:
    later = timezone.now() + timedelta(hours=2, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert acted.client.get(f"/follow/{acted.case.pk}/").status_code == 302


def test_who_leaves_has_to_show_the_code_again(acted) -> None:
    acted.client.post("/follow/leave/")
    assert acted.client.get(f"/follow/{acted.case.pk}/").status_code == 302


def test_the_page_is_kept_by_no_cache(acted) -> None:
    assert "no-store" in acted.client.get(f"/follow/{acted.case.pk}/")["Cache-Control"]


# What is told


def test_the_last_day_is_told_with_its_derivation(acted) -> None:
    page = acted.registered().page
    assert DUE in page
    assert "自收到之日的次日起计算，20个工作日内答复" in page
    assert "政府信息公开条例第三十三条" in page


def test_the_name_of_who_was_consulted_is_not_told(acted) -> None:
    party = "浮玉恒通管道有限公司"
    page = acted.registered().do(services.ask_third_party, party=party, part="报价清单", delivered_on=TODAY).page
    assert "正在征求意见" in page
    assert "征求第三方意见" in page
    assert party not in page
    assert party not in acted.client.get(f"/follow/{acted.case.pk}/everything.json").text


def test_notes_and_the_work_inside_are_not_told(acted) -> None:
    acted.registered().do(services.note, text="此人多次申请")
    acted.do(services.propose, outcome="granted.provided", facts={"provided": ["公告"], "form": "电子文件"})
    page = acted.page
    assert "正在办理" in page
    assert "此人多次申请" not in page
    assert "拟办意见" not in page
    assert acted.officer.name not in page


def test_the_name_of_the_applicant_is_masked_on_the_screen(acted) -> None:
    assert "林**" in acted.page
    assert "林知远" not in acted.page


# What is asked and done


def test_a_correction_is_asked_for_and_supplied_with_papers(acted) -> None:
    page = asked_to_correct(acted).page
    assert "等您补正" in page
    assert "写明是哪一年的中标结果" in page
    image = SimpleUploadedFile("线索.png", b"\x89PNG\r\n\x1a\n....")
    form = {"text": "2025年的", "papers": [image]}
    assert acted.client.post(f"/follow/{acted.case.pk}/correction/", form).status_code == 302
    assert "机关收到补正，重新计算答复期限" in acted.page
    assert Document.objects.get().shown_name == "线索.png"
    corrected = CaseEvent.objects.get(kind_code="corrected")
    assert (corrected.actor, corrected.officer) == ("申请人", None)


def test_a_correction_sent_twice_is_one(acted) -> None:
    asked_to_correct(acted)
    for _ in range(2):
        answer = acted.client.post(f"/follow/{acted.case.pk}/correction/", {"text": "2025年的"})
        assert answer.status_code == 302
    assert CaseEvent.objects.filter(kind_code="corrected").count() == 1


def test_a_mistake_in_a_correction_loses_no_papers(acted) -> None:
    address = f"/follow/{asked_to_correct(acted).case.pk}/correction/"
    papers = [SimpleUploadedFile(name, b"\x89PNG\r\n\x1a\n....") for name in ("线索.png", "多余.png")]
    page = acted.client.post(address, {"text": "", "papers": papers})
    assert page.status_code == 400
    token = re.findall(r'name="drop" value="(\w+)"', page.text)[1]
    dropped = acted.client.post(address, {"text": "2025年的", "drop": token})
    assert "线索.png" in dropped.text
    assert "多余.png" not in dropped.text
    assert ">2025年的</textarea>" in dropped.text.replace("\n", "")
    assert not Document.objects.exists()
    assert acted.client.post(address, {"text": "2025年的"}).status_code == 302
    assert Document.objects.get().shown_name == "线索.png"
    assert default_storage.listdir("held")[1] == []


def test_the_form_repeats_what_was_asked(acted) -> None:
    number = asked_to_correct(acted).case.pk
    assert "写明是哪一年的中标结果" in acted.client.get(f"/follow/{number}/correction/").text
    assert "写明是哪一年的中标结果" not in acted.client.get(f"/follow/{number}/withdrawal/").text


def test_a_correction_nobody_asked_for_is_refused_with_the_article(acted) -> None:
    acted.registered()
    answer = acted.client.post(f"/follow/{acted.case.pk}/correction/", {"text": "补充的话"})
    assert answer.status_code == 409
    assert "依据：政府信息公开条例第三十条" in answer.text
    assert "补充的话" in answer.text


def test_an_empty_correction_is_refused(acted) -> None:
    asked_to_correct(acted)
    answer = acted.client.post(f"/follow/{acted.case.pk}/correction/", {"text": " \u200b"})
    assert answer.status_code == 400
    assert "请写明补正的内容。" in answer.text


def test_withdrawal_wants_to_be_confirmed(acted) -> None:
    address = f"/follow/{acted.case.pk}/withdrawal/"
    acted.registered()
    assert acted.client.post(address, {}).status_code == 400
    assert acted.client.post(address, {"sure": "on"}).status_code == 302
    assert "您已撤回" in acted.page
    assert Case.objects.get().stage_code == "withdrawn"


def test_only_what_may_be_done_now_is_offered(acted) -> None:
    page = acted.registered().page
    assert "撤回申请" in page
    assert "提交补正" not in page
    assert "告知已经缴费" not in page


def test_publication_to_everybody_can_be_suggested(acted) -> None:
    acted.registered()
    acted.client.post(f"/follow/{acted.case.pk}/suggestion/", {"why": "很多人关心"})
    assert "您建议转为主动公开" in acted.page


def test_a_wrong_record_about_oneself_can_be_reported(acted) -> None:
    acted.registered()
    address = f"/follow/{acted.case.pk}/record-correction/"
    assert acted.client.post(address, {"what": "住址写错"}).status_code == 400
    acted.client.post(address, {"what": "住址写错", "evidence": "户口簿"})
    assert "您要求更正自身信息" in acted.page


def test_an_act_that_there_is_not_is_not_found(acted) -> None:
    assert acted.client.get(f"/follow/{acted.case.pk}/abolish/").status_code == 404


# What is handed over


def test_the_answer_shows_only_once_it_is_delivered(acted) -> None:
    acted.registered().decided()
    letter = acted.case.letters.get()
    paper = Paper("中标结果.txt", "中标结果公告".encode())
    acted.do(services.attach, papers=(paper,), evidence=EvidenceKind.GIVEN)
    address = f"/follow/{acted.case.pk}/letters/{letter.pk}.docx"
    assert "答复已经作出，正在送达" in acted.page
    assert letter.number not in acted.page
    assert acted.client.get(address).status_code == 404
    page = acted.delivered().page
    assert "已经答复" in page
    assert letter.number in page
    sent = acted.client.get(address)
    assert sent.content.startswith(b"PK")
    assert sent["Content-Disposition"].startswith("attachment")
    given = Document.objects.get(evidence=EvidenceKind.GIVEN)
    handed = acted.client.get(f"/follow/{acted.case.pk}/papers/{given.pk}/")
    assert b"".join(handed.streaming_content) == "中标结果公告".encode()
    assert handed["Content-Type"] == "application/octet-stream"
    assert handed["Content-Disposition"].startswith("attachment")


def test_a_letter_of_another_case_is_not_found(acted) -> None:
    other = apply_online(Client(), title="另一件").registered().decided().delivered()
    letter = other.case.letters.get()
    assert acted.client.get(f"/follow/{acted.case.pk}/letters/{letter.pk}.docx").status_code == 404


def test_everything_of_ones_own_can_be_taken_away(acted) -> None:
    asked_to_correct(acted)
    image = SimpleUploadedFile("../线索.png", b"\x89PNG\r\n\x1a\n....")
    acted.client.post(f"/follow/{acted.case.pk}/correction/", {"text": "2025年的", "papers": [image]})
    acted.decided().delivered()
    packed = acted.client.get(f"/follow/{acted.case.pk}/everything.zip")
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        names = archive.namelist()
        told = json.loads(archive.read("申请.json"))
    assert names[0] == "申请.json"
    assert [name for name in names if name.startswith("材料/")] == ["材料/01-线索.png"]
    assert len([name for name in names if name.startswith("函件/")]) == 1
    assert told["申请人"]["证件号码"] == "11010519491231002X"
    assert told["申请内容"]["其他特征"] == "第一标段"
    assert told["补正"][0]["内容"] == "2025年的"


# What became public


def test_an_answer_made_public_is_found_without_a_word_about_the_applicant(acted) -> None:
    acted.registered().decided().delivered()
    assert acted.client.get(f"/search/answers/{acted.case.pk}/").status_code == 404
    acted.do(services.make_public, address="https://www.example.cn/1.html", column="重大建设项目")
    index.catch_up()
    found = search.search(Wanted("供水管网"))
    assert [hit.entry.number for hit in found.hits] == [acted.case.pk]
    page = Client().get(f"/search/answers/{acted.case.pk}/").text
    assert "重大建设项目" in page
    assert "林知远" not in page
    assert "第一标段" not in page


def test_a_case_is_not_found_by_the_public(acted) -> None:
    acted.registered().decided().delivered()
    index.rebuild()
    assert search.search(Wanted("供水管网")).hits == []
    assert search.search(Wanted("林知远")).hits == []


def test_what_the_applicant_sent_is_shown_back(acted) -> None:
    asked_to_correct(acted)
    papers = SimpleUploadedFile("证明.txt", "证明".encode())
    form = {"text": "要2025年第一标段的中标结果", "papers": papers}
    assert acted.client.post(f"/follow/{acted.case.pk}/correction/", form).status_code == 302
    page = acted.client.get(f"/follow/{acted.case.pk}/").text
    assert "要2025年第一标段的中标结果" in page
    assert "您提交的材料" in page
    assert "证明.txt" in page


def test_the_reasons_given_are_shown_back_and_what_officers_filed_is_not(acted) -> None:
    acted.registered().do(services.ask_reasons, counts=40, question="为什么申请这么多", days=5)
    assert acted.client.post(f"/follow/{acted.case.pk}/reasons/", {"reasons": "为编写地方志"}).status_code == 302
    paper = Paper(name="内部审批单.txt", content="同意".encode())
    acted.do(services.attach, papers=(paper,), evidence="approval")
    acted.do(services.note, text="内部备注")
    page = acted.client.get(f"/follow/{acted.case.pk}/").text
    assert "为编写地方志" in page
    assert "内部审批单" not in page
    assert "内部备注" not in page


def test_without_a_chinese_font_the_letter_is_offered_as_word(acted, monkeypatch) -> None:
    acted.registered().decided().delivered()
    letter = acted.case.letters.latest("pk")

    def no_font(_letter: object) -> bytes:
        raise NoChineseFont

    media_type, _ = own_files._WRITERS["pdf"]
    monkeypatch.setitem(own_files._WRITERS, "pdf", (media_type, no_font))
    answer = acted.client.get(f"/follow/{acted.case.pk}/letters/{letter.pk}.pdf")
    assert answer.status_code == 503
    assert "请返回后下载Word文件" in answer.text
    assert acted.client.get(f"/follow/{acted.case.pk}/letters/{letter.pk}.docx").status_code == 200
