"""Requests to correct a report: drafted, sent, answered, closed; the corrected report that comes later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from apps.made_reports import made_report
from apps.people.invented import give, make_officer
from apps.people.role_matrix import assert_guarded, assert_policy
from apps.reporting.gathered import ERROR, NOTICE, TODAY, Scene, build_scene, faulty, finding, member_of, put_in
from apps.reporting.test_report_collections import assert_counts_are_what_counting_gives
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.audit.frozen import FrozenRecordError
from gongkai.apps.audit.models import Entry
from gongkai.apps.people.rights import rights_of
from gongkai.apps.reporting.correction_letter import letter_of
from gongkai.apps.reporting.models import CollectedReport, CorrectionRequest, CorrectionStep, ReportCollection
from gongkai.apps.reporting.permissions import COLLECTION_POLICY, CollectionAct
from gongkai.apps.reporting.selectors import report_collections as gathered
from gongkai.apps.reporting.services import correction_requests as acts
from gongkai.apps.reporting.services.report_collections import add_uploads, open_collection, sum_up
from gongkai.letters.letter import as_text

pytestmark = pytest.mark.django_db
DUE = TODAY + timedelta(days=15)
LATER = DUE + timedelta(days=1)
NUMBER = "浮政公开函〔2026〕5号"
_SUPERVISOR, _CLERK = {AgencyRole.SUPERVISOR}, AgencyRole.REPORT_CLERK
_READERS = {AgencyRole.SUPERVISOR, _CLERK, AgencyRole.DISCLOSURE_HEAD, AgencyRole.AUDITOR}
ALLOWED = {
    CollectionAct.READ: _READERS,
    CollectionAct.EXPORT: _READERS,
    CollectionAct.OPEN: _SUPERVISOR,
    CollectionAct.ADD: _SUPERVISOR | {_CLERK},
    CollectionAct.SUM_UP: _SUPERVISOR | {_CLERK},
    CollectionAct.DRAFT_REQUEST: _SUPERVISOR | {_CLERK},
    CollectionAct.SEND_REQUEST: _SUPERVISOR,
    CollectionAct.REMIND: _SUPERVISOR,
    CollectionAct.RECORD_ANSWER: _SUPERVISOR | {_CLERK},
    CollectionAct.CLOSE_REQUEST: _SUPERVISOR,
}


@pytest.fixture
def scene() -> Scene:
    made = build_scene()
    wrong = finding("applications.total", ERROR, "applications.total.total", message="表三“总计”列不符。")
    late = finding("report.late", NOTICE, message="晚于期限。")
    figures = {"applications.new.total": 5}
    made.add(faulty("浮玉市水利局", 2024, wrong, late, figures=figures), faulty("浮玉市教育局", 2024))
    return made


def drafted(scene: Scene, *, email: str = "water@example.com") -> CorrectionRequest:
    member = member_of("浮玉市水利局")
    findings = [each for each in gathered.findings_of_member(member) if each.severity == "error"]
    return acts.draft_request(member=member, findings=findings, email=email, by=scene.supervisor, today=TODAY)


def sent(scene: Scene, **told) -> CorrectionRequest:
    request = drafted(scene, **told)
    return acts.send_request(
        request=request, number="浮政公开函〔2026〕5号", due_on=DUE, by=scene.supervisor, today=TODAY
    )


def steps_of(request: CorrectionRequest) -> list[tuple[str, str]]:
    steps = CorrectionStep.objects.filter(request=request).select_related("by").order_by("id")
    return [(step.step.label, step.by.name if step.by else "") for step in steps]


def rules_told(member: CollectedReport) -> list[str]:
    return [each.rule for each in gathered.findings_of_member(member)]


def test_each_role_may_do_what_is_told_and_nothing_else() -> None:
    assert_policy(COLLECTION_POLICY, ALLOWED)


def test_the_services_ask_the_policy_at_the_organ_that_owns_the_collection() -> None:
    power = make_officer("万能")
    prepared: dict[tuple[str, Agency], int] = {}

    def draft(member, by):
        return acts.draft_request(member=member, findings=gathered.findings_of_member(member), by=by, today=TODAY)

    def prepare(agency):
        """One collection with nothing asked yet, one with a draft, one with a request that was sent."""
        give(power, AgencyRole.SUPERVISOR, agency)
        for name in ("unasked", "drafted", "sent"):
            made = open_collection(agency=agency, name=name, whole="浮玉市", by=power, today=TODAY)
            put_in(made, faulty(), by=power)
            prepared[name, agency] = made.pk
        for name in ("drafted", "sent"):
            prepared[name, agency] = draft(member_at(prepared[name, agency]), power).pk
        acts.send_request(request=request_at("sent", agency), number=NUMBER, due_on=DUE, by=power, today=TODAY)

    def member_at(collection):
        return CollectedReport.objects.get(collection=collection)

    def collection_at(agency):
        return ReportCollection.objects.get(pk=prepared["unasked", agency])

    def request_at(name, agency):
        return CorrectionRequest.objects.get(pk=prepared[name, agency])

    attempts = {
        CollectionAct.OPEN: lambda officer, agency: open_collection(agency=agency, name="新", by=officer, today=TODAY),
        CollectionAct.ADD: lambda officer, agency: add_uploads(
            collection=collection_at(agency), files=[], by=officer, today=TODAY
        ),
        CollectionAct.SUM_UP: lambda officer, agency: sum_up(collection=collection_at(agency), by=officer, today=TODAY),
        CollectionAct.DRAFT_REQUEST: lambda officer, agency: draft(member_at(prepared["unasked", agency]), officer),
        CollectionAct.SEND_REQUEST: lambda officer, agency: acts.send_request(
            request=request_at("drafted", agency), number=NUMBER, due_on=DUE, by=officer, today=TODAY
        ),
        CollectionAct.REMIND: lambda officer, agency: acts.remind(
            request=request_at("sent", agency), by=officer, today=TODAY
        ),
        CollectionAct.RECORD_ANSWER: lambda officer, agency: acts.record_answer(
            request=request_at("sent", agency), answer="已更正", by=officer, today=TODAY
        ),
        CollectionAct.CLOSE_REQUEST: lambda officer, agency: acts.close_request(
            request=request_at("sent", agency), result="已更正", by=officer, today=TODAY
        ),
    }
    assert_guarded(attempts, ALLOWED, prepare=prepare)


def test_the_letter_names_the_findings_that_were_chosen_and_no_others(scene: Scene) -> None:
    request = sent(scene)
    text = as_text(letter_of(request))
    assert "浮玉市水利局：" in text
    assert "1.表三“总计”列不符（依据：国办公开办函〔2021〕30号附件）。" in text
    assert "晚于期限" not in text
    assert "于2026年3月17日前将更正后的报告" in text
    assert "第四十七条第一款" in text
    assert text.splitlines()[1] == "浮政公开函〔2026〕5号"


def test_a_request_goes_its_way_and_every_step_is_kept(scene: Scene) -> None:
    request = drafted(scene)
    revised = acts.revise_request(
        request=request, addressee="浮玉市水务局", email="", body="请核实。\n请更正。", by=scene.supervisor, today=TODAY
    )
    acts.send_request(request=revised, number=NUMBER, due_on=DUE, by=scene.supervisor, today=TODAY)
    acts.remind(request=request, by=scene.supervisor, today=LATER)
    acts.record_answer(request=request, answer="已经更正。", by=scene.supervisor, today=LATER)
    closed = acts.close_request(request=request, result="更正属实。", by=scene.supervisor, today=LATER)
    assert closed.state == "closed"
    assert closed.addressee == "浮玉市水务局"
    assert [label for label, _ in steps_of(request)] == ["起草", "修改", "发出", "催办", "登记回复", "办结"]
    assert {name for _, name in steps_of(request)} == {"温景行"}
    with pytest.raises(FrozenRecordError):
        CorrectionStep.objects.all().delete()
    acted = Entry.objects.filter(target_kind="reporting.correctionrequest").order_by("id")
    assert list(acted.values_list("label", flat=True)) == ["起草更正要求", "发出更正要求", "办结更正要求"]


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (acts.remind, {}),
        (acts.record_answer, {"answer": "已更正"}),
        (acts.close_request, {"result": "好"}),
    ],
)
def test_a_draft_cannot_be_reminded_of_answered_or_closed(scene: Scene, act, told) -> None:
    with pytest.raises(ValidationError, match="现在是“草稿”，不能"):
        act(request=drafted(scene), by=scene.supervisor, today=TODAY, **told)


def test_what_was_sent_is_not_revised_or_sent_again_and_what_is_closed_stays_closed(scene: Scene) -> None:
    request = sent(scene)
    with pytest.raises(ValidationError, match="“已发出”，不能修改"):
        acts.revise_request(request=request, addressee="甲", email="", body="乙", by=scene.supervisor, today=TODAY)
    with pytest.raises(ValidationError, match="“已发出”，不能发出"):
        acts.send_request(request=request, number=NUMBER, due_on=DUE, by=scene.supervisor, today=TODAY)
    acts.drop_request(request=request, reason="误发。", by=scene.supervisor, today=TODAY)
    with pytest.raises(ValidationError, match="“已办结”，不能登记回复"):
        acts.record_answer(request=request, answer="已更正", by=scene.supervisor, today=TODAY)


def test_a_request_needs_findings_a_day_to_come_and_words(scene: Scene) -> None:
    member = member_of("浮玉市水利局")
    with pytest.raises(ValidationError, match="至少选择一处问题"):
        acts.draft_request(member=member, findings=[], by=scene.supervisor, today=TODAY)
    request = drafted(scene)
    with pytest.raises(ValidationError, match="今天以后"):
        acts.send_request(request=request, number=NUMBER, due_on=TODAY, by=scene.supervisor, today=TODAY)
    with pytest.raises(ValidationError, match="没有办结"):
        drafted(scene)
    acts.send_request(request=request, number=NUMBER, due_on=DUE, by=scene.supervisor, today=TODAY)
    with pytest.raises(ValidationError, match="请写明回复的内容"):
        acts.record_answer(request=request, answer=" \u200b ", by=scene.supervisor, today=TODAY)


def test_sending_mails_the_letter_with_its_document(scene: Scene, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        sent(scene)
    (message,) = mail.outbox
    assert message.to == ["water@example.com"]
    assert message.subject == "关于更正2024年政府信息公开工作年度报告的函"
    assert "表三“总计”列不符" in message.body
    assert [attached[0] for attached in message.attachments] == [f"{message.subject}.docx"]


def test_without_an_address_nothing_is_mailed_and_the_step_says_how_it_goes(
    scene: Scene, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        request = sent(scene, email="")
    assert mail.outbox == []
    assert request.steps.get(step_code="send").remarks == "打印后寄送"


def test_mail_that_cannot_be_sent_stops_nothing(scene: Scene, settings, django_capture_on_commit_callbacks) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    with django_capture_on_commit_callbacks(execute=True):
        assert sent(scene).state == "sent"


def test_an_address_that_is_none_stops_nothing(scene: Scene, django_capture_on_commit_callbacks, caplog) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        request = sent(scene)
        CorrectionRequest.objects.filter(pk=request.pk).update(email="水利局")
    assert mail.outbox == []
    assert "no mail for correction request" in caplog.text


def test_a_letter_that_cannot_be_written_as_mail_stops_nothing(
    scene: Scene, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("gongkai.apps.reporting.correction_notices.letter_of", fail)
    with django_capture_on_commit_callbacks(execute=True) as told:
        assert sent(scene).state == "sent"
    assert len(told) == 1
    assert mail.outbox == []


def test_the_daily_command_reminds_once_a_week_of_what_is_overdue(
    scene: Scene, django_capture_on_commit_callbacks
) -> None:
    request = sent(scene)
    assert acts.remind_overdue(today=DUE) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert acts.remind_overdue(today=LATER) == 1
    assert "已逾期1日" in mail.outbox[-1].body
    assert acts.remind_overdue(today=LATER) == 0
    assert acts.remind_overdue(today=LATER + timedelta(days=6)) == 0
    assert acts.remind_overdue(today=LATER + timedelta(days=7)) == 1
    assert steps_of(request)[-1] == ("催办", "")
    acts.record_answer(request=request, answer="已更正", by=scene.supervisor, today=LATER)
    assert acts.remind_overdue(today=LATER + timedelta(days=30)) == 0
    assert not gathered.unanswered(rights_of(scene.supervisor, TODAY), today=LATER + timedelta(days=30)).exists()


def test_the_command_tells_how_many_were_reminded_of(scene: Scene, capsys) -> None:
    request = sent(scene)
    CorrectionRequest.objects.filter(pk=request.pk).update(due_on=date(2020, 1, 1))
    call_command("remind_corrections")
    assert capsys.readouterr().out == "已催办 1 件。\n"


def test_a_corrected_report_answers_the_request_and_stands_for_the_old_one(scene: Scene) -> None:
    request = sent(scene)
    old = member_of("浮玉市水利局")
    before = scene.again()
    late = finding("report.late", NOTICE, message="晚于期限。")
    scene.add(faulty("浮玉市水利局", 2024, late, figures={"applications.new.total": 6}))
    new = member_of("浮玉市水利局")
    request.refresh_from_db()
    old.refresh_from_db()
    assert (request.state, request.corrected_by_id, old.replaced_by_id) == ("answered", new.pk, new.pk)
    after = scene.again()
    assert (before.reports, before.errors, before.notices) == (2, 2, 1)
    assert (after.reports, after.errors, after.notices) == (2, 1, 1)
    assert_counts_are_what_counting_gives(scene)
    compared = gathered.correction_of(old, new)
    assert [each.rule for each in compared.mended] == ["applications.total"]
    assert [each.rule for each in compared.remaining] == ["report.late"]
    assert list(compared.new) == []
    assert [(cell.before, cell.after) for cell in compared.cells] == [(5, 6)]
    assert steps_of(request)[-1][0] == "收到更正后的报告"
    with pytest.raises(ValidationError, match="已经更正"):
        acts.draft_request(member=old, findings=gathered.findings_of_member(old), by=scene.supervisor, today=TODAY)


def test_a_second_correction_replaces_the_first(scene: Scene) -> None:
    request = sent(scene)
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 6}))
    first = member_of("浮玉市水利局")
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 7}))
    request.refresh_from_db()
    first.refresh_from_db()
    assert request.corrected_by == first.replaced_by == member_of("浮玉市水利局")
    assert scene.again().reports == 2
    assert_counts_are_what_counting_gives(scene)


def test_a_report_that_two_requests_had_corrected_is_taken_out_of_the_counts_once(scene: Scene) -> None:
    first = sent(scene)
    wrong = finding("applications.total", ERROR, "applications.total.total", message="表三“总计”列不符。")
    scene.add(faulty("浮玉市水利局", 2024, wrong, figures={"applications.new.total": 6}))
    still_wrong = member_of("浮玉市水利局")
    second = sent(scene)
    assert second.member == still_wrong
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 7}))
    last = member_of("浮玉市水利局")
    for request in (first, second):
        request.refresh_from_db()
        assert (request.state, request.corrected_by) == ("answered", last)
        assert steps_of(request)[-1][0] == "收到更正后的报告"
    still_wrong.refresh_from_db()
    assert still_wrong.replaced_by == last
    after = scene.again()
    # The school board's report with its error, and the last of the water board's without any.
    assert (after.reports, after.errors, after.notices) == (2, 1, 0)
    assert_counts_are_what_counting_gives(scene)


def test_one_correction_may_stand_for_two_reports_of_the_same_organ_and_year(scene: Scene) -> None:
    first = member_of("浮玉市水利局")
    wrong = finding("applications.total", ERROR, "applications.total.total", message="表三“总计”列不符。")
    scene.add(faulty("浮玉市水利局", 2024, wrong, figures={"applications.new.total": 6}))
    second = member_of("浮玉市水利局")
    for number, member in ((1, first), (2, second)):
        found = gathered.findings_of_member(member)
        request = acts.draft_request(member=member, findings=found, by=scene.supervisor, today=TODAY)
        told = f"浮政公开函〔2026〕{number}号"
        acts.send_request(request=request, number=told, due_on=DUE, by=scene.supervisor, today=TODAY)
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 7}))
    corrected = member_of("浮玉市水利局")
    for member in (first, second):
        member.refresh_from_db()
        assert member.replaced_by == corrected
    assert scene.again().reports == 2
    assert_counts_are_what_counting_gives(scene)


def test_a_year_is_judged_anew_when_the_report_of_the_year_before_is_corrected(scene: Scene) -> None:
    out, carried_in = "applications.carried_out.total", "applications.carried_in.total"
    stated = finding("report.late", NOTICE, message="晚于期限。")
    scene.add(made_report("浮玉市水利局", 2025, findings=[stated], figures={carried_in: 2}))
    follower = member_of("浮玉市水利局", 2025)
    first_member = member_of("浮玉市水利局")
    assert follower.compared_with == first_member.report
    assert rules_told(follower) == ["applications.carry_over", "report.late"]
    assert (follower.outcome_code, follower.errors, follower.notices) == ("errors", 1, 1)
    request = sent(scene)
    # The correction bears the later year out: of its findings the one from its own text is left.
    scene.add(made_report("浮玉市水利局", 2024, figures={out: 2}))
    follower.refresh_from_db()
    assert follower.compared_with == member_of("浮玉市水利局").report != first_member.report
    assert rules_told(follower) == ["report.late"]
    assert (follower.outcome_code, follower.errors, follower.notices) == ("notices", 0, 1)
    assert_counts_are_what_counting_gives(scene)
    # The next correction does not, and is told with its own figure.
    scene.add(made_report("浮玉市水利局", 2024, figures={out: 7}))
    follower.refresh_from_db()
    request.refresh_from_db()
    assert follower.compared_with == request.corrected_by.report == member_of("浮玉市水利局").report
    assert rules_told(follower) == ["applications.carry_over", "report.late"]
    told = gathered.findings_of_member(follower)[0].told
    assert (told["expected"], told["found"]) == ("7", "2")
    assert (follower.outcome_code, follower.errors, follower.notices) == ("errors", 1, 1)
    after = scene.again()
    # The school board's report, the second correction, and the year after: the errors are those of the first and last.
    assert (after.reports, after.errors, after.notices) == (3, 2, 1)
    assert_counts_are_what_counting_gives(scene)


def test_a_correction_in_one_collection_changes_no_comparison_in_another(scene: Scene) -> None:
    other = open_collection(agency=scene.city, name="另一集", by=scene.supervisor, today=TODAY)
    late = finding("report.late", NOTICE, message="晚于期限。")
    wrong = finding("applications.total", ERROR, "applications.total.total", message="表三“总计”列不符。")
    before = faulty("浮玉市水利局", 2024, wrong, late, figures={"applications.new.total": 5})
    put_in(
        other,
        before,
        made_report("浮玉市水利局", 2025, figures={"applications.carried_in.total": 2}),
        by=scene.supervisor,
    )
    sent(scene)
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.carried_out.total": 2}))
    follower = other.members.get(year=2025)
    assert follower.compared_with == other.members.get(year=2024).report
    assert rules_told(follower) == ["applications.carry_over"]


@pytest.mark.parametrize(("organ", "year"), [("浮玉市水利局", 2023), ("浮玉市财政局", 2024)])
def test_a_report_of_another_year_or_organ_answers_nothing(scene: Scene, organ: str, year: int) -> None:
    request = sent(scene)
    scene.add(made_report(organ, year))
    request.refresh_from_db()
    assert (request.state, request.corrected_by_id) == ("sent", None)


def test_the_same_file_again_is_no_correction(scene: Scene) -> None:
    request = sent(scene)
    wrong = finding("applications.total", ERROR, "applications.total.total", message="表三“总计”列不符。")
    late = finding("report.late", NOTICE, message="晚于期限。")
    added = scene.add(faulty("浮玉市水利局", 2024, wrong, late, figures={"applications.new.total": 5}))
    request.refresh_from_db()
    assert (added.taken, added.known, request.state) == (0, 1, "sent")


def test_a_draft_about_a_report_that_another_came_for_is_not_sent_and_says_which_stands(scene: Scene) -> None:
    request = drafted(scene)
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 7}))
    new = member_of("浮玉市水利局")
    with pytest.raises(ValidationError) as refusal:
        acts.send_request(request=request, number=NUMBER, due_on=DUE, by=scene.supervisor, today=TODAY)
    day = timezone.localdate(new.added_at)
    came = f"{day.year}年{day.month}月{day.day}日收录的“浮玉市水利局-2024.docx”现在是现行的"
    assert came in refusal.value.messages[0]
    assert "请撤销这件草稿" in refusal.value.messages[0]
    request.refresh_from_db()
    assert (request.state, request.sent_on) == ("draft", None)
    acts.drop_request(request=request, reason="已有新的报告", by=scene.supervisor, today=TODAY)


def test_a_draft_about_a_report_that_was_replaced_by_another_request_is_not_sent(scene: Scene) -> None:
    first = drafted(scene)
    wrong = finding("applications.total", ERROR, "applications.total.total", message="表三“总计”列不符。")
    scene.add(faulty("浮玉市水利局", 2024, wrong, figures={"applications.new.total": 6}))
    second = acts.draft_request(
        member=member_of("浮玉市水利局"),
        findings=gathered.findings_of_member(member_of("浮玉市水利局")),
        by=scene.supervisor,
        today=TODAY,
    )
    acts.send_request(request=second, number=NUMBER, due_on=DUE, by=scene.supervisor, today=TODAY)
    scene.add(made_report("浮玉市水利局", 2024, figures={"applications.new.total": 7}))
    CollectedReport.objects.filter(pk=first.member_id).update(replaced_by=second.member)
    with pytest.raises(ValidationError, match="浮玉市水利局2024年度报告已经有新的文件"):
        acts.send_request(request=first, number=NUMBER, due_on=DUE, by=scene.supervisor, today=TODAY)
    first.refresh_from_db()
    assert gathered.stands_instead(first) == member_of("浮玉市水利局")


def test_a_draft_is_sent_where_only_another_year_or_organ_came(scene: Scene) -> None:
    request = drafted(scene)
    scene.add(made_report("浮玉市水利局", 2023), made_report("浮玉市教育局", 2024))
    acts.send_request(request=request, number=NUMBER, due_on=DUE, by=scene.supervisor, today=TODAY)
    assert CorrectionRequest.objects.get().state == "sent"


@pytest.mark.parametrize("number", ["", "　 "])
def test_a_letter_without_a_number_is_not_sent(scene: Scene, number: str) -> None:
    request = drafted(scene)
    with pytest.raises(ValidationError, match="请填写发文字号"):
        acts.send_request(request=request, number=number, due_on=DUE, by=scene.supervisor, today=TODAY)
    assert CorrectionRequest.objects.get().state == "draft"
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 17)),  # a Tuesday
        (date(2026, 11, 27), date(2026, 12, 14)),  # the 12th is a Saturday
        (date(2026, 11, 28), date(2026, 12, 14)),  # the 13th is a Sunday
        (date(2026, 11, 26), date(2026, 12, 11)),  # a Friday
    ],
)
def test_the_day_that_is_proposed_is_no_weekend(today: date, due: date) -> None:
    assert acts.proposed_due(today) == due
