"""Going through all cases: beside others who write, past a seal that is broken, and with a key that does not fit."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from apps.casework.invented_cases import MONDAY, answered, make_case, make_office, step
from gongkai.apps.casework import services, whole_files
from gongkai.apps.casework.models import Applicant, Case
from gongkai.apps.casework.verification import replay, verify

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def ran(command: str, **told: object) -> str:
    out = io.StringIO()
    call_command(command, stdout=out, stderr=io.StringIO(), **told)
    return out.getvalue()


def test_what_somebody_writes_between_two_readings_is_no_break(monkeypatch) -> None:
    office = make_office()
    case = make_case(office)
    read, wrote = whole_files._events_of, []

    def reading(page):
        if not wrote:
            wrote.append(step(services.note, case, office.handler, on=MONDAY, text="来电"))
        return read(page)

    monkeypatch.setattr(whole_files, "_events_of", reading)
    assert list(verify(Case.objects.all())) == [None]
    assert wrote


def test_a_row_is_mended_by_its_ledger_as_it_is_then_and_not_as_it_was_read() -> None:
    office = make_office()
    first, second = make_case(office), make_case(office)
    Case.objects.update(due_on=TUESDAY)
    rounds = replay(Case.objects.all())
    assert next(rounds).mended == ("due_on",)
    step(services.assign, second, office.intake, on=MONDAY, officer=office.handler, department="基建科")
    Case.objects.filter(pk=second.pk).update(due_on=TUESDAY)
    next(rounds)
    for case in (first, second):
        case.refresh_from_db()
        assert case.due_on != TUESDAY
    assert second.department == "基建科"


def test_cases_are_read_in_pages_and_none_is_left_out(monkeypatch) -> None:
    monkeypatch.setattr(whole_files, "_PAGE", 2)
    office = make_office()
    cases = [make_case(office) for _ in range(5)]
    assert [file.case.pk for file in whole_files.files_in_order(Case.objects.all())] == [case.pk for case in cases]
    some = Case.objects.filter(pk__in=[cases[0].pk, cases[3].pk, cases[4].pk])
    for file in whole_files.files_in_order(some):
        assert [event.seq for event in file.events] == list(range(1, file.case.last_seq + 1))


def test_a_thousand_cases_cost_as_many_queries_as_one(django_assert_num_queries) -> None:
    office = make_office()
    answered(office, make_case(office), on=TUESDAY)
    # Holidays, cases, events, letters, joint letters, papers, notes, and the page after the last.
    with django_assert_num_queries(8):
        list(verify(Case.objects.all()))
    answered(office, make_case(office), on=TUESDAY)
    make_case(office)
    with django_assert_num_queries(8):
        list(verify(Case.objects.all()))


def test_a_broken_seal_is_a_break_of_its_case_and_the_others_are_verified() -> None:
    office = make_office()
    _, second, _ = (answered(office, make_case(office), on=TUESDAY) for _ in range(3))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE casework_case SET request_text = 'gAAAAAAbroken' WHERE id = %s", [second.pk])
    whole, broken, other = verify(Case.objects.all())
    assert (whole, other) == (None, None)
    assert broken is not None
    assert broken.case.pk == second.pk
    assert "申请内容：密封的内容无法解开" in broken.message
    with pytest.raises(CommandError, match="1件申请的台账有断点") as refusal:
        ran("verify_ledger")
    assert second.reference in str(refusal.value)
    assert "请核对它是不是写入这个数据库时所用的密钥" in str(refusal.value)


def test_a_wrong_key_is_told_with_where_it_came_from_and_what_to_do(settings, monkeypatch) -> None:
    office = make_office()
    answered(office, make_case(office), on=TUESDAY)
    settings.SEALING_KEYS = ["another"]
    monkeypatch.setenv("GONGKAI_SEALING_KEYS", "another")
    with pytest.raises(CommandError) as refusal:
        ran("verify_ledger")
    told = str(refusal.value)
    assert told.startswith("密封的内容无法解开")
    assert "取自环境变量 GONGKAI_SEALING_KEYS" in told
    assert "把原来的密钥写在 GONGKAI_SEALING_KEYS 中新密钥的后面" in told
    monkeypatch.delenv("GONGKAI_SEALING_KEYS")
    monkeypatch.delenv("GONGKAI_SECRET_KEY", raising=False)
    with pytest.raises(CommandError, match="secret_key 文件"):
        ran("verify_ledger")


def test_replaying_opens_no_seal(settings) -> None:
    office = make_office()
    answered(office, make_case(office), on=TUESDAY)
    settings.SEALING_KEYS = ["another"]
    assert "已重演1件，改正0件" in ran("replay_cases")


def test_nothing_is_seeded_with_a_key_that_does_not_fit(settings) -> None:
    make_case(make_office())
    settings.SEALING_KEYS = ["another"]
    with pytest.raises(CommandError, match="密封的内容无法解开"):
        ran("seed_casework", cases=1, agencies=1)
    assert Case.objects.count() == 1


def test_identities_are_not_erased_with_a_key_that_does_not_fit(settings, monkeypatch) -> None:
    office = make_office()
    case = step(services.archive, answered(office, make_case(office), on=TUESDAY), office.intake, on=TUESDAY)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TUESDAY.replace(year=2037))
    sealing_keys, settings.SEALING_KEYS = settings.SEALING_KEYS, ["another"]
    with pytest.raises(CommandError, match=f"已清除0件，到{case.reference}停止：密封的内容无法解开"):
        ran("erase_expired_applicants", by=office.head.username, yes=True)
    settings.SEALING_KEYS = sealing_keys
    assert Applicant.objects.get(case=case).name


def test_a_reference_that_there_is_not_is_told() -> None:
    with pytest.raises(CommandError, match="没有查询编号为“XX-1”的申请件"):
        ran("verify_ledger", reference="XX-1")
