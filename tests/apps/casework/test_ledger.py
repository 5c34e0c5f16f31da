"""The ledger is added to and never changed; what it amounts to is what the rows say."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from apps.casework.invented_cases import MONDAY, answered, approved, make_case, make_office, step, take_in
from gongkai.apps.audit import triggers
from gongkai.apps.audit.frozen import FrozenRecordError
from gongkai.apps.casework import selectors, services
from gongkai.apps.casework.complete_file import complete_file, court_bundle
from gongkai.apps.casework.models import Case, CaseEvent, Letter
from gongkai.apps.casework.verification import verify
from statute.procedure_cases import outcome_facts

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def unlocked():
    """Take the database's own guard away, as somebody with all rights to it could."""
    triggers.remove(connection, triggers.frozen_tables())
    yield
    triggers.install(connection, triggers.frozen_tables())


def found_break(case: Case) -> str:
    (broken,) = verify(Case.objects.filter(pk=case.pk))
    return str(broken) if broken else ""


def test_events_and_letters_refuse_to_be_changed_in_code() -> None:
    office = make_office()
    case = answered(office, make_case(office), on=TUESDAY)
    event, letter = CaseEvent.objects.filter(case=case).latest("seq"), Letter.objects.get(case=case)
    for record in (event, letter):
        with pytest.raises(FrozenRecordError):
            record.save()
        with pytest.raises(FrozenRecordError):
            record.delete()
    with pytest.raises(FrozenRecordError):
        CaseEvent.objects.filter(case=case).update(actor="别人")
    with pytest.raises(FrozenRecordError):
        CaseEvent.objects.all().delete()


@pytest.mark.parametrize("table", ["casework_caseevent", "casework_letter"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET case_id = case_id", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_what_is_frozen(table: str, statement: str) -> None:
    office = make_office()
    answered(office, make_case(office), on=TUESDAY)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has a statement that replaces rows")
@pytest.mark.parametrize("table", ["casework_caseevent", "casework_letter", "audit_entry"])
def test_what_is_frozen_is_not_replaced_either(table: str) -> None:
    office = make_office()
    answered(office, make_case(office), on=TUESDAY)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


def test_an_untouched_ledger_is_whole() -> None:
    office = make_office()
    case = answered(office, make_case(office), on=TUESDAY)
    assert found_break(case) == ""
    out = io.StringIO()
    call_command("verify_ledger", stdout=out, stderr=io.StringIO())
    assert "1件申请的台账完整" in out.getvalue()


@pytest.mark.usefixtures("unlocked")
@pytest.mark.parametrize("seq", [1, 2, 3, 4, 5, 6, 7])
@pytest.mark.parametrize(
    "change",
    [
        """details = '{"changed": 1}'""",
        "actor = '别人'",
        "\"on\" = '2026-01-01'",
        "officer_id = NULL, recorded_at = '2026-01-01 00:00:00+00:00'",
    ],
)
def test_a_tampered_event_is_found_and_named(seq: int, change: str) -> None:
    office = make_office()
    case = answered(office, make_case(office), on=TUESDAY)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE casework_caseevent SET {change} WHERE case_id = %s AND seq = %s", [case.pk, seq])
        assert cursor.rowcount == 1
    assert f"第{seq}项：内容与摘要不符" in found_break(case)
    with pytest.raises(CommandError, match=f"第{seq}项"):
        call_command("verify_ledger", stdout=io.StringIO(), stderr=io.StringIO())


@pytest.mark.usefixtures("unlocked")
def test_a_missing_event_is_found_in_the_middle_and_at_the_end() -> None:
    office = make_office()
    middle, end = (answered(office, make_case(office), on=TUESDAY) for _ in range(2))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM casework_caseevent WHERE case_id = %s AND seq = 3", [middle.pk])
        cursor.execute("DELETE FROM casework_caseevent WHERE case_id = %s AND seq = %s", [end.pk, end.last_seq])
    assert "第3项：缺少这一项" in found_break(middle)
    assert f"第{end.last_seq}项：登记行记载的末项与台账不符" in found_break(end)


def test_a_row_that_was_meddled_with_is_found_and_mended() -> None:
    office = make_office()
    case = make_case(office)
    Case.objects.filter(pk=case.pk).update(due_on=date(2027, 1, 1), stage_code="answered")
    assert "stage_code、due_on" in found_break(case)
    out = io.StringIO()
    call_command("replay_cases", stdout=out, stderr=io.StringIO())
    assert "改正1件" in out.getvalue()
    case.refresh_from_db()
    assert (case.due_on, case.stage_code) == (date(2026, 3, 30), "open")
    assert found_break(case) == ""


def test_a_request_whose_words_were_changed_is_found() -> None:
    case = make_case(make_office())
    Case.objects.filter(pk=case.pk).update(title="另一份文件")
    assert "申请内容与收到时的摘要不符" in found_break(case)


def test_state_is_told_as_of_a_day() -> None:
    office = make_office()
    case = answered(office, make_case(office), on=date(2026, 3, 10))
    before = selectors.state_as_of(case, date(2026, 3, 1))
    open_then = selectors.state_as_of(case, date(2026, 3, 9))
    done = selectors.state_as_of(case, date(2026, 3, 10))
    assert (before.stage, before.row) == (None, "")
    assert (open_then.stage.label, open_then.row) == ("办理中", "carried_out")
    assert (done.stage.label, done.row) == ("已答复", "granted")


def test_table_three_counts_by_row_and_kind_and_balances() -> None:
    office = make_office()
    answered(office, make_case(office), on=TUESDAY)
    answered(office, make_case(office, on=date(2025, 12, 24)), on=date(2026, 1, 12))
    make_case(office)
    step(services.void_entry, make_case(office), office.head, on=MONDAY, reason="重复录入")
    take_in(office)
    table = selectors.table_three([office.agency.pk], year=2026)
    assert table["new"]["natural_person"] == 3
    assert table["carried_in"]["total"] == 1
    assert table["granted"]["total"] == table["total"]["total"] == 2
    assert table["carried_out"]["natural_person"] == 2
    assert table["refused.state_secret"]["total"] == 0
    assert selectors.table_three([office.agency.pk], year=2025)["carried_out"]["total"] == 1


def test_last_years_figures_stay_what_they_were_when_they_were_reported() -> None:
    office = make_office()
    december = date(2025, 12, 1)
    case = answered(office, make_case(office, on=december), "refused.internal_affairs", on=date(2025, 12, 8))
    reported_at = timezone.now()
    case = step(
        services.reopen,
        case,
        office.head,
        on=date(2026, 3, 2),
        basis="court",
        number="（2026）浮01行初1号",
        in_force_on=date(2026, 3, 2),
        days=20,
    )
    answered(office, case, on=date(2026, 3, 5))
    late = make_case(office, on=date(2025, 12, 30), today=date(2026, 3, 6))
    then = selectors.table_three([office.agency.pk], year=2025, known_at=reported_at)
    now = selectors.table_three([office.agency.pk], year=2025)
    assert late.received_on == date(2025, 12, 30)
    assert (then["new"]["total"], now["new"]["total"]) == (1, 2)
    assert then["refused.internal_affairs"]["total"] == now["refused.internal_affairs"]["total"] == 1
    assert now["granted"]["total"] == 0


def test_complete_file_holds_letters_papers_and_ledger_and_the_bundle_only_the_first_part() -> None:
    office = make_office()
    case = make_case(office)
    first, second = (services.Paper(name, PDF + name.encode()) for name in ("检索记录.pdf", "回执.pdf"))
    case = step(services.attach, case, office.handler, on=MONDAY, papers=(first,), evidence="search")
    case = answered(office, case, on=TUESDAY)
    case = step(services.attach, case, office.handler, on=TUESDAY, papers=(second,), evidence="delivery")
    whole, bundle = (zipfile.ZipFile(io.BytesIO(make(case))) for make in (complete_file, court_bundle))
    assert {"目录.txt", "申请内容.txt", "办理台账.txt", "办理台账.json"} <= set(whole.namelist())
    assert any(name.endswith(".docx") for name in whole.namelist())
    assert sum(name.startswith("第一部分/") for name in whole.namelist()) == 1
    assert sum(name.startswith("第二部分") for name in whole.namelist()) == 1
    assert not any(name.startswith("第二部分") for name in bundle.namelist())
    told = json.loads(whole.read("办理台账.json"))
    assert told[-1]["hash"] == case.last_hash
    assert complete_file(case) == complete_file(case)


def test_the_file_tells_a_court_the_limit_the_search_and_what_each_paper_proves() -> None:
    office = make_office()
    case = make_case(office)
    case = step(
        services.log_search,
        case,
        office.handler,
        on=MONDAY,
        by_whom="承办员",
        places=["档案室"],
        terms=["浮山路"],
        result="检索到批复一件",
    )
    talk = {"with_whom": "申请人", "how": "电话"}
    case = step(services.log_talk, case, office.handler, on=MONDAY, text="已说明办理进度。", **talk)
    case = step(services.note, case, office.handler, on=MONDAY, text="内部讨论，倾向公开。")
    paper = services.Paper("检索记录.pdf", PDF)
    case = step(services.attach, case, office.handler, on=MONDAY, papers=(paper,), evidence="search")
    case = answered(office, case, on=TUESDAY)
    case = step(services.log_talk, case, office.handler, on=TUESDAY, text="答复以后的来电。", **talk)
    whole, bundle = (zipfile.ZipFile(io.BytesIO(make(case))) for make in (complete_file, court_bundle))
    limit, listed, story = (bundle.read(name).decode() for name in ("期限推算.txt", "目录.txt", "办理台账.txt"))
    # Received on Monday, 2 March 2026: twenty working days end on Monday the 30th.
    assert limit.startswith("答复期限届满日：2026年3月30日\n答复之日：2026年3月3日\n")
    assert "〔政府信息公开条例第三十三条第二款〕" in limit
    assert "证明：已经合理检索及检索的结果" in listed
    assert "答复主体：浮玉市自然资源局" in listed
    assert "　　检索的系统和场所：档案室" in story
    assert "已说明办理进度。" in bundle.read("沟通记录.txt").decode()
    for kept in ("内部讨论，倾向公开。", "答复以后的来电。"):
        assert kept in whole.read("沟通记录.txt").decode()
        assert kept not in bundle.read("沟通记录.txt").decode()


def test_archiving_keeps_the_digest_of_the_file() -> None:
    office = make_office()
    case = step(services.archive, answered(office, make_case(office), on=TUESDAY), office.intake, on=TUESDAY)
    assert case.stage.label == "已归档"
    assert len(case.events.latest("seq").details["digest"]) == 64


@pytest.mark.parametrize(
    "code",
    [
        "granted.published",
        "granted.to_be_published",
        "partly_granted",
        "refused.state_secret",
        "refused.other_law",
        "refused.security_stability",
        "refused.internal_affairs",
        "refused.deliberative",
        "refused.enforcement_file",
        "refused.administrative_query",
        "unavailable.other_organ",
        "unavailable.needs_creation",
        "other.archives",
        "other.powers_transferred",
        "other.party_affairs",
        "declined.petition",
        "declined.repeat",
        "declined.repeat_disclosed",
        "declined.publication",
        "declined.confirmation",
    ],
)
def test_every_outcome_ends_in_a_letter_and_its_row(code: str) -> None:
    office = make_office()
    case = make_case(office)
    facts = {**outcome_facts(code), **PROVISIONS.get(code, {})}
    case = step(services.propose, case, office.handler, on=TUESDAY, outcome=code, facts=facts)
    if case.stage_code == "in_review":
        case = step(services.pass_review, case, office.lawyer, on=TUESDAY)
    case = step(services.approve, case, office.leader, on=TUESDAY)
    case = step(services.decide, case, office.handler, on=TUESDAY)
    assert Letter.objects.get(case=case).code == code
    assert case.outcome.code == code


PROVISIONS = {
    "refused.other_law": {"prohibiting_law": "《中华人民共和国统计法》第九条"},
    "refused.administrative_query": {"query_law": "《不动产登记暂行条例》第二十七条"},
}


def test_a_letter_whose_words_were_changed_is_found(unlocked) -> None:
    office = make_office()
    case = answered(office, make_case(office), on=TUESDAY)
    assert found_break(case) == ""
    letter = Letter.objects.get(case=case)
    letter.content = letter.content.replace("予以公开", "不予公开")
    models.Model.save(letter)
    assert f"函件{letter.number}的内容与摘要不符" in found_break(case)


def test_calendar_notice_is_previewed_and_then_recorded_as_events() -> None:
    from apps.people.invented import make_administrator

    office, admin = make_office(), make_administrator()
    day = date(2026, 12, 14)
    moved, still = make_case(office, on=day), make_case(office, on=date(2026, 11, 2))
    assert (moved.due_on, moved.is_provisional) == (date(2027, 1, 11), True)
    today = date(2026, 12, 15)
    notice = services.check_new_notice(NOTICE, today=today)
    assert [(move.case, move.due_after) for move in selectors.calendar_moves(notice)] == [(moved, date(2027, 1, 13))]
    services.load_holiday_notice(text=NOTICE, by=admin, today=today)
    moved.refresh_from_db()
    assert moved.due_on == date(2027, 1, 11)
    assert services.adopt_calendar(by=admin, today=today) == 1
    for case in (moved, still):
        case.refresh_from_db()
        assert found_break(case) == ""
    assert (moved.due_on, moved.is_provisional) == (date(2027, 1, 13), False)
    assert still.due_on == date(2026, 11, 30)
    assert moved.events.latest("seq").details["due_before"] == "2027-01-11"
    assert services.adopt_calendar(by=admin, today=today) == 0


NOTICE = """
year = 2027
title = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕9号"
issued_on = 2026-11-10

[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-04
"""


def test_decision_waits_where_nobody_approved() -> None:
    office = make_office()
    case = approved(office, make_case(office), on=TUESDAY)
    assert case.stage.label == "待发出"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table this small as a whole")
def test_the_letters_of_a_case_are_found_without_reading_all_letters() -> None:
    plan = Letter.of(1).explain()
    assert "SCAN casework_letter" not in plan
    assert "SEARCH casework_letter" in plan
