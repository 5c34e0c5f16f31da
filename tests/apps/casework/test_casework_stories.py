"""Longer ways through the procedure, each to its letter and its row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from apps.casework.invented_cases import MONDAY, Office, answered, make_case, make_office, step
from gongkai.apps.casework import services
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case, Draft, Letter
from gongkai.letters.letter import as_text
from gongkai.statute.case_acts import ActKind
from gongkai.statute.errors import ActRefused
from statute.procedure_cases import outcome_facts

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def decided(office: Office, case: Case, outcome: str, *, on: date) -> str:
    """Take a case from a proposal to its letter and return the letter's text."""
    case = step(services.propose, case, office.handler, on=on, outcome=outcome, facts=outcome_facts(outcome))
    case = step(services.pass_review, case, office.lawyer, on=on)
    case = step(services.approve, case, office.leader, on=on)
    case = step(services.decide, case, office.handler, on=on)
    assert case.outcome_code == outcome
    return as_text(restored(Letter.objects.get(case=case)))


def test_third_party_is_asked_hears_nothing_and_the_letter_says_so() -> None:
    office = make_office()
    case = step(services.ask_third_party, make_case(office), office.handler, on=TUESDAY, party="甲公司", part="报价")
    assert case.stage.label == "征求意见中"
    case = step(services.hear_third_party, case, office.handler, on=date(2026, 3, 10), party="甲公司", opinion="object")
    assert case.due_on == date(2026, 4, 7)
    text = decided(office, case, "refused.third_party", on=date(2026, 3, 11))
    assert "2026年3月3日书面征求第三方意见" in text
    assert "第十五条" in text


def test_search_is_logged_and_the_letter_tells_that_nothing_was_found() -> None:
    office = make_office()
    case = step(
        services.log_search,
        make_case(office),
        office.handler,
        on=TUESDAY,
        by_whom="承办员",
        places=["档案室"],
        terms=["浮山路"],
        result="未检索到",
    )
    text = decided(office, case, "unavailable.not_existing", on=TUESDAY)
    assert "第三十六条第四项" in text


def test_still_unclear_after_correction_and_talk() -> None:
    office = make_office()
    case = step(
        services.ask_correction, make_case(office), office.handler, on=TUESDAY, items=["名称"], reason="不清", days=15
    )
    case = step(services.receive_correction, case, office.intake, on=date(2026, 3, 9), text="还是那条路")
    case = step(
        services.log_talk, case, office.handler, on=date(2026, 3, 10), with_whom="申请人", how="电话", text="仍不清"
    )
    text = decided(office, case, "unavailable.still_unclear", on=date(2026, 3, 11))
    assert "2026年3月9日收到" in text


def test_excessive_request_is_asked_for_reasons_and_left_unprocessed() -> None:
    office = make_office()
    case = step(
        services.ask_reasons, make_case(office), office.handler, on=TUESDAY, counts=120, question="用途之外", days=5
    )
    case = step(services.receive_reasons, case, office.handler, on=date(2026, 3, 5), reasons="想看看")
    assert "第三十五条" in decided(office, case, "declined.excessive", on=date(2026, 3, 9))


def test_extension_is_consented_to_by_the_head_and_told() -> None:
    office = make_office()
    case = step(services.propose_extension, make_case(office), office.handler, on=TUESDAY, days=10, reason="案卷多")
    case = step(services.approve_extension, case, office.head, on=TUESDAY)
    case = step(services.extend, case, office.handler, on=TUESDAY, days=10, reason="案卷多")
    assert case.due_on == date(2026, 4, 14)
    case = step(services.send_letter, case, office.handler, on=TUESDAY, code="extension", elements={})
    text = as_text(restored(Letter.objects.get(case=case)))
    assert "延长10个工作日，至2026年4月14日届满" in text


def test_fee_is_reckoned_noticed_and_paid() -> None:
    office = make_office()
    case = step(services.propose_fee, make_case(office), office.handler, on=TUESDAY, basis="pages", units=500)
    assert case.events.latest("seq").details["yuan"] == 14_700
    case = step(services.notify_fee, case, office.handler, on=TUESDAY, yuan=14_700, delivered_on=TUESDAY)
    assert (case.due_on, case.awaited_until) == (None, date(2026, 3, 31))
    case = services.report_payment(case=case, reference="缴款码 1", today=date(2026, 3, 9))
    case = step(services.pay_fee, case, office.intake, on=date(2026, 3, 10), yuan=14_700, reference="票据 1")
    assert case.due_on == date(2026, 4, 8)


def test_answer_is_published_for_everybody_and_a_record_is_corrected() -> None:
    office = make_office()
    case = answered(office, make_case(office), on=TUESDAY)
    case = services.suggest_publication(case=case, why="很多人想知道", today=TUESDAY)
    case = services.ask_record_correction(case=case, what="门牌号", evidence="房产证", today=TUESDAY)
    case = step(
        services.make_public, case, office.handler, on=TUESDAY, address="https://www.example.gov.cn/1", column="规划"
    )
    case = step(services.settle_record_correction, case, office.handler, on=TUESDAY, result="corrected", text="已更正")
    case = step(services.close, case, office.handler, on=TUESDAY)
    kinds = [event.kind for event in case.events.order_by("seq")][-3:]
    assert kinds == [ActKind.MADE_PUBLIC, ActKind.RECORD_CORRECTION_SETTLED, ActKind.CLOSED]
    assert case.row == "granted"


def test_a_mistake_in_a_letter_is_corrected_by_a_further_letter() -> None:
    office = make_office()
    case = step(
        services.ask_correction, make_case(office), office.handler, on=TUESDAY, items=["名称"], reason="不清", days=15
    )
    for corrects in (None, "first"):
        case = step(
            services.send_letter,
            case,
            office.handler,
            on=TUESDAY,
            code="correction_notice",
            elements={},
            corrects=Letter.objects.get() if corrects else None,
        )
    first, second = Letter.objects.order_by("pk")
    assert (second.corrects, second.serial) == (first, first.serial + 1)


def test_drafts_are_kept_one_for_each_purpose() -> None:
    office = make_office()
    case = make_case(office)
    for content in ("一稿", "二稿"):
        services.save_draft(case=case, by=office.handler, today=TUESDAY, purpose="答复", content=content)
    assert Draft.objects.get().content == "二稿"
    services.drop_draft(case=case, by=office.handler, today=TUESDAY, purpose="答复")
    assert not Draft.objects.exists()


def test_assignment_names_officer_department_and_internal_date() -> None:
    office = make_office()
    case = step(
        services.assign,
        make_case(office),
        office.intake,
        on=TUESDAY,
        officer=office.handler,
        department="用地科",
        internal_due_on=date(2026, 3, 20),
    )
    assert (case.assignee, case.department, case.internal_due_on) == (office.handler, "用地科", date(2026, 3, 20))


def test_organ_without_a_letter_prefix_cannot_number_a_letter() -> None:
    office = make_office()
    office.agency.letter_prefix = ""
    office.agency.save()
    case = make_case(office)
    with pytest.raises(ActRefused, match="机关代字"):
        step(services.send_letter, case, office.handler, on=TUESDAY, code="receipt", elements={})
