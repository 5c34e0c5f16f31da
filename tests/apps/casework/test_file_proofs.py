"""What lies in the files is held against the ledgers: whatever somebody changes past the product is named."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from apps.casework.invented_cases import MONDAY, answered, make_case, make_office, step
from gongkai.apps.audit import triggers
from gongkai.apps.casework import services
from gongkai.apps.casework.models import Applicant, Case, Document, Letter, Note, NumberSeries
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.verification import replay, verify

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _unlocked():
    """Take the database's own guard away, as somebody with all rights to it could."""
    triggers.remove(connection, triggers.frozen_tables())
    yield
    triggers.install(connection, triggers.frozen_tables())


@pytest.fixture
def case() -> Case:
    """A case with everything in its file: a paper, a note, a talk, an answer."""
    office = make_office()
    case = make_case(office)
    paper = Paper(name="清单.txt", content="清单".encode())
    case = step(services.attach, case, office.handler, on=MONDAY, papers=(paper,), evidence="given")
    case = step(services.note, case, office.handler, on=MONDAY, text="申请人来电")
    case = step(services.log_talk, case, office.handler, on=MONDAY, with_whom="申请人", how="电话", text="说明了年度")
    return answered(office, case, on=TUESDAY)


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def message_of(case: Case) -> str:
    (broken,) = verify(Case.objects.filter(pk=case.pk))
    return str(broken) if broken else ""


def test_the_whole_file_is_whole(case: Case) -> None:
    assert message_of(case) == ""


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("number = '浮府公开〔2026〕9号'", "没有发出的记录"),
        ("title = '另一份函件'", "文号或者标题与其内容不符"),
        ("issued_on = '2026-03-30'", "与发出时的记录不符"),
        ("code = 'receipt'", "与发出时的记录不符"),
        ("serial = 7", "文号或者标题与其内容不符"),
        ("year = 2025", "文号或者标题与其内容不符"),
        ("content = 'x'", "密封的内容无法解开"),
    ],
)
def test_a_changed_letter_is_named(case: Case, change: str, told: str) -> None:
    letter = Letter.objects.filter(case=case).latest("pk")
    run(f"UPDATE casework_letter SET {change} WHERE id = %s", letter.pk)
    message = message_of(case)
    assert told in message
    assert "函件" in message


def test_a_deleted_letter_is_missed(case: Case) -> None:
    letter = Letter.objects.filter(case=case).latest("pk")
    run("DELETE FROM casework_letter WHERE id = %s", letter.pk)
    assert f"函件{letter.number}不在案卷中" in message_of(case)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("digest = '0'", "材料“清单.txt”与存入时的记录不符"),
        ("shown_name = '别的.txt'", "材料“别的.txt”与存入时的记录不符"),
        ("part = 2", "材料“清单.txt”与存入时的记录不符"),
        ("evidence = 'other'", "材料“清单.txt”与存入时的记录不符"),
    ],
)
def test_a_changed_paper_is_named(case: Case, change: str, told: str) -> None:
    run(f"UPDATE casework_document SET {change} WHERE case_id = %s", case.pk)
    assert told in message_of(case)


def test_a_deleted_and_an_added_paper_are_named(case: Case) -> None:
    paper = Document.objects.get(case=case)
    Document.objects.filter(pk=paper.pk).delete()
    assert "材料“清单.txt”不在案卷中" in message_of(case)
    paper.pk = None
    paper.save(force_insert=True)
    assert "材料“清单.txt”没有存入的记录" in message_of(case)


@pytest.mark.parametrize("text", ["申请人来电", "说明了年度"])
def test_changed_and_deleted_words_are_named(case: Case, text: str) -> None:
    note = next(each for each in Note.objects.filter(case=case) if each.text == text)
    Note.objects.filter(pk=note.pk).update(text="另一句话")
    assert f"第{note.seq}项" in message_of(case)
    assert "内容与登记时的摘要不符" in message_of(case)
    Note.objects.filter(pk=note.pk).delete()
    assert "内容不在案卷中" in message_of(case)


def test_a_correction_that_came_as_papers_alone_is_whole() -> None:
    office = make_office()
    case = make_case(office)
    case = step(services.ask_correction, case, office.handler, on=MONDAY, items=["年度不明"], reason="请说明", days=15)
    paper = Paper(name="补正.txt", content="补正".encode())
    case = step(services.receive_correction, case, office.intake, on=MONDAY, text="", papers=(paper,))
    assert message_of(case) == ""
    Note.objects.filter(case=case).update(text="要全部的")
    assert "收到补正的内容与登记时的摘要不符" in message_of(case)


def test_another_applicant_is_found(case: Case) -> None:
    Applicant.objects.filter(case=case).update(identity_number="110101199001011234")
    assert "申请人的姓名、证件号码或者电话与登记时的标记不符" in message_of(case)


def test_an_applicant_that_was_erased_is_none_that_was_changed(case: Case) -> None:
    applicant = Applicant.objects.get(case=case)
    applicant.name = applicant.identity_number = applicant.phone = ""
    applicant.erased_at = case.created_at
    applicant.save()
    assert message_of(case) == ""


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="other databases take no text for a day")
@pytest.mark.parametrize("column", ["on", "recorded_at"])
@pytest.mark.parametrize("value", ["x", "2026-13-41"])
def test_a_day_that_is_none_is_a_break_of_its_case_and_hides_no_other(case: Case, column: str, value: str) -> None:
    other = make_case(make_office("浮玉市水利局"))
    run(f'UPDATE casework_caseevent SET "{column}" = %s WHERE case_id = %s AND seq = 2', value, case.pk)
    broken, whole = verify(Case.objects.all())
    assert broken is not None
    assert broken.case.pk == case.pk
    assert whole is None
    assert [(each.case.pk, bool(each.refusal)) for each in replay(Case.objects.all())] == [
        (case.pk, True),
        (other.pk, False),
    ]


def refused() -> str:
    with pytest.raises(CommandError) as refusal:
        call_command("verify_ledger", stdout=io.StringIO(), stderr=io.StringIO())
    return str(refusal.value)


def test_an_application_that_was_deleted_whole_leaves_a_gap() -> None:
    office = make_office("浮玉市林业局")
    first, _last = make_case(office), make_case(office)
    for table in ("casework_document", "casework_note", "casework_letter", "casework_caseevent"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table} WHERE case_id = %s", [first.pk])
    run("DELETE FROM casework_case WHERE id = %s", first.pk)
    assert f"浮玉市林业局 {first.year}年登记编号发到2号，缺第1号" in refused()


def test_a_letter_that_was_deleted_with_its_case_leaves_a_gap_and_so_does_a_counter_set_back(case: Case) -> None:
    NumberSeries.objects.filter(series="letter").update(last=0)
    serials = "、".join(str(letter.serial) for letter in Letter.objects.order_by("serial"))
    assert f"函件文号发到0号，多出第{serials}号" in refused()
