"""Acts on applications: what is written, what is refused, who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from apps.casework.invented_cases import (
    APPLICANT,
    MONDAY,
    REQUEST,
    answered,
    approved,
    make_case,
    make_office,
    step,
    take_in,
)
from gongkai.apps.audit.models import Entry
from gongkai.apps.casework import notices, selectors, services
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Applicant, Case, CaseEvent, Document, Letter, Note
from gongkai.apps.casework.paper_kinds import safe_name
from gongkai.letters.composing import LetterIncomplete
from gongkai.letters.letter import as_text
from gongkai.statute.case_acts import ActKind
from gongkai.statute.delivery import DeliveryWay
from gongkai.statute.errors import ActRefused
from gongkai.statute.receipt import Channel

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TUESDAY = MONDAY + timedelta(days=1)


def test_application_in_person_gets_number_code_and_due_day() -> None:
    office = make_office()
    taken = take_in(office, by=office.intake)
    case = taken.case
    assert (case.number, case.stage.label) == ("〔2026〕1号", "待登记")
    assert case.due_on == date(2026, 3, 30)
    assert case.reference == f"{office.agency.code}-2026-1"
    assert len(taken.secret_code) == 14


def test_application_online_waits_until_both_sides_confirmed() -> None:
    office = make_office()
    case = take_in(office, channel=Channel.ONLINE).case
    assert (case.stage.label, case.due_on, case.row) == ("待确认收到", None, "")
    case = step(services.confirm_receipt, case, office.intake, on=TUESDAY, how="电话")
    assert (case.received_on, case.due_on) == (TUESDAY, date(2026, 3, 31))


def test_the_same_form_sent_twice_is_one_application_with_one_code() -> None:
    office = make_office()
    first = take_in(office, key="same-form")
    second = take_in(office, key="same-form")
    assert (first.was_known, second.was_known) == (False, True)
    assert (second.case.pk, second.secret_code) == (first.case.pk, first.secret_code)
    assert Case.objects.count() == Applicant.objects.count() == 1


def test_numbers_have_no_gap_where_an_intake_was_refused() -> None:
    office = make_office()
    take_in(office)
    with pytest.raises(services.PaperRefusedError):
        take_in(office, papers=(services.Paper("照片.exe", b"MZ\x00\x01" + b"\0" * 80),))
    with pytest.raises(ActRefused):
        take_in(office, on=MONDAY, today=MONDAY - timedelta(days=1))
    assert take_in(office).case.serial == 2


def test_intake_refuses_what_is_no_application_form() -> None:
    office = make_office()
    with pytest.raises(ActRefused, match="姓名或者名称"):
        take_in(office, applicant=services.ApplicantForm(kind="natural_person", name=" "))
    with pytest.raises(ActRefused, match="类别"):
        take_in(office, applicant=services.ApplicantForm(kind="公司", name="甲"))
    with pytest.raises(ActRefused, match="所需的政府信息"):
        take_in(office, request=services.RequestForm(title=""))
    with pytest.raises(ActRefused, match="太长"):
        take_in(office, request=services.RequestForm(title="长" * 501))
    assert Case.objects.count() == 0


def test_identity_is_unreadable_in_the_database_and_masked_in_lists() -> None:
    from django.db import connection

    office = make_office()
    case = take_in(office).case
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_applicant")
        stored = str(cursor.fetchall())
        cursor.execute("SELECT * FROM casework_case")
        stored += str(cursor.fetchall())
        cursor.execute("SELECT * FROM casework_caseevent")
        stored += str(cursor.fetchall())
    for secret in (APPLICANT.name, APPLICANT.identity_number, APPLICANT.phone, APPLICANT.email, REQUEST.description):
        assert secret not in stored
    assert str(case.applicant) == "苏**"
    assert case.applicant.masked_identity == "990*************13"
    assert case.applicant.masked_phone == "138****0000"


def test_who_looks_at_an_identity_is_written_down() -> None:
    office = make_office()
    case = take_in(office).case
    assert services.reveal_applicant(case=case, by=office.handler, today=MONDAY).name == "苏怀瑾"
    entry = Entry.objects.get(act="casework.reveal")
    assert (entry.actor_id, entry.target_id) == (office.handler.pk, str(case.pk))
    with pytest.raises(PermissionDenied):
        services.reveal_applicant(case=case, by=office.leader, today=MONDAY)


def test_two_officers_at_once_one_wins_and_the_other_is_told_what_happened() -> None:
    office = make_office()
    case = make_case(office)
    seen = case.last_seq
    services.note(case=case, by=office.handler, seen=seen, on=MONDAY, today=MONDAY, text="已电话联系")
    with pytest.raises(services.CaseMovedError, match="承办员备注") as moved:
        services.propose_extension(
            case=case, by=office.handler, seen=seen, on=MONDAY, today=MONDAY, days=5, reason="案卷多"
        )
    assert [event.kind for event in moved.value.since] == [ActKind.NOTED]
    assert CaseEvent.objects.filter(case=case).count() == seen + 1


def test_an_act_that_the_law_refuses_leaves_nothing_behind() -> None:
    office = make_office()
    case = make_case(office)
    before = (case.last_seq, case.last_hash, Entry.objects.count())
    with pytest.raises(ActRefused):
        step(services.approve, case, office.leader, on=MONDAY)
    case.refresh_from_db()
    assert (case.last_seq, case.last_hash, Entry.objects.count()) == before


def test_an_act_dated_tomorrow_is_refused() -> None:
    office = make_office()
    case = make_case(office)
    with pytest.raises(ActRefused, match="不能预先登记"):
        step(
            services.log_talk, case, office.handler, on=TUESDAY, today=MONDAY, with_whom="申请人", how="电话", text="问"
        )


def test_decision_numbers_and_fixes_the_letter_and_seals_the_evidence() -> None:
    office = make_office()
    case = make_case(office)
    papers = (services.Paper("批复.pdf", PDF),)
    case = step(services.attach, case, office.handler, on=MONDAY, papers=papers, evidence="given")
    case = step(services.decide, approved(office, case, on=TUESDAY), office.handler, on=TUESDAY)
    letter = Letter.objects.get(case=case)
    assert (letter.number, letter.title) == ("浮政公开〔2026〕1号", "政府信息公开告知书")
    text = as_text(restored(letter))
    assert "苏怀瑾" in text
    assert "浮玉市浮山区人民法院" in text
    assert case.stage.label == "待送达"
    assert Document.objects.get(case=case).sealed_at is not None
    assert [event.kind for event in case.events.order_by("seq")][-2:] == [ActKind.DECIDED, ActKind.SEALED]


def test_papers_after_the_answer_go_into_the_second_part() -> None:
    office = make_office()
    case = answered(office, make_case(office), on=TUESDAY)
    papers = (services.Paper("回执.pdf", PDF),)
    case = step(services.attach, case, office.handler, on=TUESDAY, papers=papers, evidence="delivery")
    document = Document.objects.get(case=case)
    assert (document.part, document.sealed_at) == (2, None)


def test_letter_that_lacks_an_element_is_not_issued_and_takes_no_number() -> None:
    office = make_office()
    case = approved(office, make_case(office), on=TUESDAY)
    office.agency.court = ""
    office.agency.save()
    case = Case.objects.select_related("agency").get(pk=case.pk)
    with pytest.raises(LetterIncomplete):
        step(services.decide, case, office.handler, on=TUESDAY)
    office.agency.court = "浮玉市浮山区人民法院"
    office.agency.save()
    step(services.decide, Case.objects.select_related("agency").get(pk=case.pk), office.handler, on=TUESDAY)
    assert Letter.objects.get(case=case).serial == 1


def test_answer_edited_by_an_officer_is_issued_as_edited() -> None:
    office = make_office()
    case = approved(office, make_case(office), on=TUESDAY)
    draft = selectors.letter_preview(selectors.ledger_of(case))
    body = draft.body_text + "\n如有疑问，请与本机关联系。"
    step(services.decide, case, office.handler, on=TUESDAY, body=body)
    assert "请与本机关联系" in as_text(restored(Letter.objects.get(case=case)))


def test_delivery_by_post_counts_the_day_it_was_posted() -> None:
    office = make_office()
    case = step(services.decide, approved(office, make_case(office), on=TUESDAY), office.handler, on=TUESDAY)
    wednesday = TUESDAY + timedelta(days=1)
    case = services.deliver(
        case=case,
        by=office.intake,
        seen=case.last_seq,
        today=wednesday,
        way=DeliveryWay.POST,
        sent_on=TUESDAY,
        proof="EMS",
    )
    assert (case.stage.label, case.answered_on, case.row) == ("已答复", TUESDAY, "granted")


def test_a_letter_of_the_procedure_draws_on_the_ledger() -> None:
    office = make_office()
    case = make_case(office)
    case = step(
        services.ask_correction, case, office.handler, on=TUESDAY, items=["项目名称"], reason="名称不明确", days=15
    )
    case = step(services.send_letter, case, office.handler, on=TUESDAY, code="correction_notice", elements={})
    text = as_text(restored(Letter.objects.get(case=case)))
    assert "15个工作日" in text
    assert "项目名称" in text


def test_correction_from_the_applicant_restarts_the_clock_and_is_kept() -> None:
    office = make_office()
    case = make_case(office)
    case = step(
        services.ask_correction, case, office.handler, on=TUESDAY, items=["项目名称"], reason="名称不明确", days=15
    )
    case = services.supply_correction(case=case, text="浮山路二期", today=date(2026, 3, 9))
    assert (case.stage.label, case.due_on) == ("办理中", date(2026, 4, 7))
    assert Note.objects.get(case=case).text == "浮山路二期"


def test_applicant_withdraws_online() -> None:
    office = make_office()
    case = services.withdraw_own(case=make_case(office), today=TUESDAY)
    assert (case.stage.label, case.row, case.events.last().actor) == ("已撤回", "other.other", "申请人")


def test_follower_needs_reference_and_code() -> None:
    taken = take_in(make_office())
    found = selectors.case_for_follower(taken.case.reference, taken.secret_code.lower().replace("-", " "))
    assert found == taken.case
    assert selectors.case_for_follower(taken.case.reference, "AAAA-BBBB-CCCC") is None
    assert selectors.case_for_follower("没有-2026-1", taken.secret_code) is None


def test_applicant_is_told_by_mail_that_something_happened_but_not_what() -> None:
    office = make_office()
    with TestCase.captureOnCommitCallbacks(execute=True):
        taken = take_in(office)
    (message,) = mail.outbox
    assert message.to == ["su@example.com"]
    assert taken.case.reference in message.body
    assert REQUEST.title not in message.body
    assert taken.secret_code not in message.body


def test_a_mail_that_cannot_be_sent_stops_nobodys_work(monkeypatch, caplog) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError("no mail server")

    monkeypatch.setattr(notices, "send_mail", refuse)
    office = make_office()
    with TestCase.captureOnCommitCallbacks(execute=True):
        taken = take_in(office)
    assert Case.objects.get().pk == taken.case.pk
    assert "no mail for" in caplog.text


@pytest.mark.parametrize("email", ["没有", "su@", "su example.com", "su@example.com，su@example.org", "a@b@c.cn"])
def test_an_address_that_is_none_is_refused_where_it_is_entered(email: str) -> None:
    with pytest.raises(ActRefused, match=f"电子邮箱“{email}”不是有效的邮箱地址"):
        replace(APPLICANT, email=email).cleaned()


def test_an_address_that_came_in_before_it_was_checked_stops_no_act(caplog) -> None:
    office = make_office()
    case = make_case(office)
    Applicant.objects.filter(pk=case.applicant_id).update(email="没有")
    with TestCase.captureOnCommitCallbacks(execute=True):
        step(services.ask_correction, case, office.handler, on=TUESDAY, items=["名称"], reason="不清", days=15)
    assert mail.outbox == []
    assert "no mail for" in caplog.text


def test_void_entry_keeps_its_number() -> None:
    office = make_office()
    case = make_case(office)
    step(services.void_entry, case, office.head, on=MONDAY, reason="重复录入")
    assert make_case(office).serial == 2


def test_many_cases_are_archived_and_those_that_cannot_be_are_told() -> None:
    office = make_office()
    done, open_case = answered(office, make_case(office), on=TUESDAY), make_case(office)
    result = services.archive_many(
        cases={case: case.last_seq for case in (done, open_case)}, by=office.intake, on=TUESDAY, today=TUESDAY
    )
    assert [case.pk for case in result.done] == [done.pk]
    ((refused, why),) = result.refused
    assert refused.pk == open_case.pk
    assert "尚未答复" in why


def test_identity_is_erased_only_after_its_term() -> None:
    office = make_office()
    case = step(services.archive, answered(office, make_case(office), on=TUESDAY), office.intake, on=TUESDAY)
    with pytest.raises(ActRefused, match="满10年"):
        services.erase_applicant(case=case, by=office.head, today=date(2036, 12, 31))
    erased = services.erase_applicant(case=case, by=office.head, today=date(2037, 1, 4))
    assert (erased.applicant.name, str(erased.applicant)) == ("", "（已清除）")


def test_the_command_erases_what_is_over_and_only_when_told_to(capsys, monkeypatch) -> None:
    office, other = make_office(), make_office("浮玉市水利局")
    over, elsewhere = (
        step(services.archive, answered(each, make_case(each), on=TUESDAY), each.intake, on=TUESDAY)
        for each in (office, other)
    )
    still_open = make_case(office)
    told = {"by": office.head.username}

    def names() -> list[str]:
        return [Applicant.objects.get(case=case).name for case in (over, elsewhere, still_open)]

    for year, words in ((2036, "到期未清除的有0件"), (2037, "到期未清除的有1件")):
        monkeypatch.setattr(timezone, "localdate", lambda year=year: date(year, 1, 4))
        call_command("erase_expired_applicants", **told)
        assert words in capsys.readouterr().out
    assert names() == ["苏怀瑾"] * 3
    for count in (1, 0):
        call_command("erase_expired_applicants", yes=True, **told)
        assert f"已清除{count}件" in capsys.readouterr().out
    assert names() == ["", "苏怀瑾", "苏怀瑾"]
    assert Entry.objects.filter(act="casework.erase", actor_id=office.head.pk).count() == 1
    with pytest.raises(CommandError, match="没有这个用户名"):
        call_command("erase_expired_applicants", by="nobody", yes=True)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\合同.pdf", "合同.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("<b>.pdf", "b.pdf"),
        ("", "未命名文件"),
    ],
)
def test_file_names_are_made_harmless(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_file_of_a_kind_that_is_not_taken_is_refused_with_a_reason() -> None:
    office = make_office()
    case = make_case(office)
    for content in (b"<html><body><script>alert(1)</script></body></html>", b"\x7fELF" + b"\0" * 80, b""):
        with pytest.raises(services.PaperRefusedError):
            step(
                services.attach,
                case,
                office.handler,
                on=MONDAY,
                papers=(services.Paper("附件.pdf", content),),
                evidence="other",
            )
    assert Document.objects.count() == 0


def test_repeats_are_found_whatever_the_spacing_and_punctuation() -> None:
    office, other = make_office(), make_office("浮玉市水利局")
    first = make_case(office)
    again = services.RequestForm(title="浮山路 拓宽工程“用地批复”", description=REQUEST.description)
    found = selectors.suspected_repeats(office.agency, applicant=APPLICANT, request=again)
    assert list(found) == [first]
    assert not selectors.suspected_repeats(other.agency, applicant=APPLICANT, request=again)
    different = services.RequestForm(title="2025年部门预算")
    assert not selectors.suspected_repeats(office.agency, applicant=APPLICANT, request=different)


def test_what_looks_like_a_petition_is_pointed_out() -> None:
    (found,) = selectors.suspected_kind("我要投诉该局不作为，要求查处")
    assert (found.code, found.words) == ("petition", ("投诉", "查处"))
    assert selectors.suspected_kind("浮山路拓宽工程用地批复") == ()
