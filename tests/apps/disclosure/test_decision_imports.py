"""Registers of decisions: good lines in, bad ones out with the reason, nothing twice, whatever happens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from datetime import timezone as dt_timezone
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.decision_rows import HeaderRefusedError
from gongkai.apps.disclosure.models import Decision, DecisionImport
from gongkai.apps.disclosure.models.decisions import DecisionKind, ImportState
from gongkai.apps.disclosure.refused_rows import refused_lines
from gongkai.apps.disclosure.register_files import RegisterFileError
from gongkai.apps.disclosure.selectors.charges import charge_total, counted_charges
from gongkai.apps.disclosure.selectors.decisions import counted_decisions, decision_counts, decisions_shown_on
from gongkai.apps.disclosure.services import imports
from gongkai.apps.disclosure.services.charges import record_charge, void_charge
from gongkai.apps.disclosure.services.decisions import void_decision, withdraw_decision
from gongkai.statute.errors import ActRefused

TODAY = date(2026, 11, 2)
HEADER = "决定文书号,行政相对人名称,行政相对人类别,统一社会信用代码,决定日期,是否公示,不予公示的理由"
GOOD = "浮许〔2026〕1号,浮玉山茶业有限公司,法人及非法人组织,12620600MB0523338C,2026-03-02,是,"


@pytest.fixture
def organ(db):
    return make_agency("浮玉市市场监督管理局")


@pytest.fixture
def head(organ):
    return make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=organ)


@pytest.fixture
def bring(organ, head):
    def brought(content: bytes | str, *, kind: DecisionKind = DecisionKind.LICENSING, by=None) -> DecisionImport:
        batch = imports.begin_import(
            agency=organ,
            kind=kind,
            file=BytesIO(content.encode() if isinstance(content, str) else content),
            file_name="台账.csv",
            by=by or head,
            today=TODAY,
        )
        for step in imports.run_import(batch=batch, by=by or head, today=TODAY):
            batch = step
        return batch

    return brought


def sheet(*lines: str) -> str:
    return "\n".join((HEADER, *lines)) + "\n"


def empty_workbook() -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        book.add_worksheet()
    return written.getvalue()


def test_a_good_line_makes_a_decision_and_counts_in_the_year_it_was_made(organ, bring) -> None:
    batch = bring(sheet(GOOD))
    assert (batch.state, batch.taken, batch.known, batch.refused) == (ImportState.DONE, 1, 0, 0)
    decision = Decision.objects.get()
    assert (decision.number, decision.shown_name, decision.decided_on) == (
        "浮许〔2026〕1号",
        "浮玉山茶业有限公司",
        date(2026, 3, 2),
    )
    assert decision_counts([organ.pk], year=2026) == {
        "licensing": 1,
        "penalties": 0,
        "coercion": 0,
        "other_services": 0,
    }
    assert decision_counts([organ.pk], year=2025)["licensing"] == 0


def test_a_decision_is_known_from_the_moment_it_was_taken_in_on_whichever_clock(organ, bring, monkeypatch) -> None:
    moment = datetime(2026, 11, 2, 10, tzinfo=dt_timezone(timedelta(hours=8)))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    bring(f"{HEADER}\n{GOOD}\n")
    earlier = moment - timedelta(seconds=1)
    for known_at, count in ((moment, 1), (moment.astimezone(UTC), 1), (earlier, 0)):
        assert decision_counts([organ.pk], year=2026, known_at=known_at)["licensing"] == count


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (",甲公司,,,2026-03-02,,", "缺少决定文书号"),
        ("1号,甲公司,,,2026-02-30,,", "决定日期“2026-02-30”不是日期"),
        ("1号,甲公司,,,2026-11-03,,", "晚于今天"),
        ("1号,甲公司,,,1912-01-01,,", "不可能"),
        ("1号,甲公司,火星人,,2026-03-02,,", "行政相对人类别“火星人”不在范围内"),
        ("1号,甲公司,,12620600MB0523338D,2026-03-02,,", "校验位不对"),
        ("1号,甲公司,,,2026-03-02,否,", "不予公示的应当写明理由"),
        ("1号,甲公司,,,2026-03-02,也许,", "应当填写是或者否"),
        (f"1号,{'甲' * 201},,,2026-03-02,,", "行政相对人名称超过200字"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_reason(bring, line, reason) -> None:
    batch = bring(sheet(GOOD, line))
    refused = batch.refused_rows.get()
    assert refused.line == 3
    assert reason in refused.reason
    assert batch.taken == 1


def test_refused_lines_come_back_as_they_were_to_be_mended_and_sent_again(bring) -> None:
    batch = bring(sheet(GOOD, "2号,=HYPERLINK(1),,,三月,,"))
    header, line = refused_lines(batch)
    assert header == [*HEADER.split(","), "行号", "未收录的原因"]
    assert line[:2] == ["2号", "'=HYPERLINK(1)"]
    assert line[-2] == "3"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encoding_is_found_out(bring, encoding) -> None:
    assert bring(sheet(GOOD).encode(encoding)).taken == 1


def test_a_line_in_another_encoding_is_refused_and_the_others_are_taken(bring) -> None:
    bad = "浮许〔2026〕2号,茶厂,,,2026-03-02,是,".encode("gb18030")
    third = GOOD.replace("1号", "3号").encode()
    batch = bring(HEADER.encode() + b"\n" + GOOD.encode() + b"\n" + bad + b"\n" + third + b"\n")
    assert (batch.taken, batch.refused) == (2, 1)
    refused = batch.refused_rows.get()
    assert (refused.line, refused.reason) == (3, "含有无法识别的字符，请检查这一行的编码")


def test_a_cell_with_nul_is_refused_and_the_lines_around_it_are_taken(bring) -> None:
    batch = bring(sheet(GOOD, GOOD.replace("茶业", "茶\x00业"), GOOD.replace("1号", "3号")))
    assert (batch.state, batch.taken, batch.refused) == (ImportState.DONE, 2, 1)
    refused = batch.refused_rows.get()
    assert (refused.line, refused.reason) == (3, "含有无法识别的字符，请检查这一行的编码")
    assert refused.cells[1] == "浮玉山茶�业有限公司"


def test_a_header_with_nul_is_kept_readable(bring) -> None:
    batch = bring(f"{HEADER},备\x00注\n{GOOD},\n")
    assert (batch.taken, batch.header[-1]) == (1, "备�注")


@pytest.mark.parametrize("written", ["12620600-MB0523338C", "1262 0600 MB05 2333 8C", "12620600mb0523338c"])
def test_a_credit_code_is_kept_without_the_marks_it_was_written_with(bring, written: str) -> None:
    batch = bring(sheet(GOOD.replace("12620600MB0523338C", written)))
    assert (batch.taken, batch.refused) == (1, 0)
    assert Decision.objects.get().uscc == "12620600MB0523338C"


def test_a_workbook_is_read_like_a_text(bring) -> None:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        page = book.add_worksheet()
        for number, name in enumerate(("XK_WSH", "XK_XDR_MC", "XK_JDRQ", "别的栏目")):
            page.write_string(0, number, name)
        page.write_row(1, 0, ["浮许〔2026〕9号", "浮玉茶厂"])
        page.write_datetime(1, 2, date(2026, 5, 6), book.add_format({"num_format": "yyyy-mm-dd"}))
    assert bring(written.getvalue()).taken == 1
    assert Decision.objects.get().decided_on == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("content", "error", "says"),
    [
        (b"", RegisterFileError, "空的"),
        (b",,\n,\n", RegisterFileError, "空的。台账应当在第一个工作表"),
        pytest.param(empty_workbook(), RegisterFileError, "空的。台账应当在第一个工作表", id="empty workbook"),
        ("甲,乙\n1,2\n", HeaderRefusedError, "还缺：决定文书号、行政相对人名称、决定日期"),
        (f"{HEADER},决定文书号\n{GOOD},浮许〔2026〕9号\n", HeaderRefusedError, "有两栏都是决定文书号"),
        (f"{HEADER},XK_JDRQ\n{GOOD},2026-03-03\n", HeaderRefusedError, "有两栏都是决定日期"),
        (b"\xff\xfe\x00\x01", RegisterFileError, "UTF-16"),
        (b"PK\x03\x04 not a workbook", RegisterFileError, "无法读取"),
    ],
)
def test_what_is_no_register_is_refused_as_a_whole(bring, content, error, says) -> None:
    with pytest.raises(error, match=says):
        bring(content)
    assert not DecisionImport.objects.exists()


def test_the_same_decision_told_again_is_known_whatever_the_file(bring) -> None:
    bring(sheet(GOOD))
    again = bring(sheet(GOOD, GOOD.replace("浮许〔2026〕1号", "浮许〔2026〕 1号"), GOOD.replace("1号", "2号")))
    assert (again.taken, again.known) == (1, 2)
    assert bring(sheet(GOOD)).taken == 1  # the first file: the same import, not a new one
    assert DecisionImport.objects.count() == 2


def test_a_stopped_import_goes_on_after_the_last_whole_chunk(organ, head, monkeypatch) -> None:
    monkeypatch.setattr(imports, "CHUNK_LINES", 2)
    lines = [GOOD.replace("1号", f"{number}号") for number in range(7)]
    told = {"kind": DecisionKind.LICENSING, "file": BytesIO(sheet(*lines).encode()), "file_name": "台账.csv"}
    batch = imports.begin_import(agency=organ, by=head, today=TODAY, **told)
    steps = imports.run_import(batch=batch, by=head, today=TODAY)
    next(steps)
    steps.close()
    assert Decision.objects.count() == 2
    batch.refresh_from_db()
    for step in imports.run_import(batch=batch, by=head, today=TODAY):
        batch = step
    assert (batch.taken, batch.known, Decision.objects.count()) == (7, 0, 7)


def begun(organ, head, *, lines: int) -> DecisionImport:
    content = sheet(*(GOOD.replace("1号", f"{number}号") for number in range(lines))).encode()
    told = {"kind": DecisionKind.LICENSING, "file": BytesIO(content), "file_name": "台账.csv"}
    return imports.begin_import(agency=organ, by=head, today=TODAY, **told)


def how_far(batch: DecisionImport, *, later: timedelta = timedelta()) -> tuple[ImportState, int]:
    batch.refresh_from_db()
    return batch.state_at(timezone.now() + later), batch.lines_done


def test_an_import_that_is_left_says_that_it_is_stopped_and_how_far_it_got(organ, head, monkeypatch) -> None:
    monkeypatch.setattr(imports, "CHUNK_LINES", 2)
    batch = begun(organ, head, lines=5)
    assert how_far(batch) == (ImportState.WAITING, 0)
    steps = imports.run_import(batch=batch, by=head, today=TODAY)
    next(steps)
    assert how_far(batch) == (ImportState.RUNNING, 2)
    steps.close()
    assert how_far(batch) == (ImportState.STOPPED, 2)
    for _ in imports.run_import(batch=batch, by=head, today=TODAY):
        pass
    assert how_far(batch, later=timedelta(days=1)) == (ImportState.DONE, 5)


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), OSError("磁盘"), IntegrityError("库")])
def test_an_import_that_fails_says_that_it_is_stopped(organ, head, monkeypatch, fault) -> None:
    monkeypatch.setattr(imports, "CHUNK_LINES", 2)
    batch = begun(organ, head, lines=5)
    steps = imports.run_import(batch=batch, by=head, today=TODAY)
    next(steps)

    def fail(*_given: object, **_told: object) -> None:
        raise fault

    monkeypatch.setattr(imports, "_insert", fail)
    with pytest.raises(type(fault)):
        next(steps)
    assert how_far(batch) == (ImportState.STOPPED, 2)


def test_of_an_import_that_was_killed_the_silence_tells(organ, head, monkeypatch) -> None:
    monkeypatch.setattr(imports, "CHUNK_LINES", 2)
    batch = begun(organ, head, lines=5)
    steps = imports.run_import(batch=batch, by=head, today=TODAY)
    next(steps)  # and nothing after it, as when the process is killed
    assert how_far(batch, later=timedelta(seconds=110)) == (ImportState.RUNNING, 2)
    assert how_far(batch, later=timedelta(seconds=130)) == (ImportState.STOPPED, 2)
    for _ in imports.run_import(batch=batch, by=head, today=TODAY):
        pass
    assert how_far(batch) == (ImportState.DONE, 5)
    assert list(steps)
    assert how_far(batch) == (ImportState.DONE, 5)


def test_of_two_at_an_import_the_one_who_leaves_does_not_stop_the_other(organ, head, monkeypatch) -> None:
    monkeypatch.setattr(imports, "CHUNK_LINES", 2)
    batch = begun(organ, head, lines=5)
    one, other = (imports.run_import(batch=batch, by=head, today=TODAY) for _ in range(2))
    next(one), next(other)
    one.close()
    next(other)
    assert how_far(batch) == (ImportState.RUNNING, 4)


def test_the_command_says_how_far_it_got_when_it_is_stopped(organ, head, tmp_path, capsys, monkeypatch) -> None:
    monkeypatch.setattr(imports, "CHUNK_LINES", 2)
    register = tmp_path / "台账.csv"
    register.write_text(sheet(*(GOOD.replace("1号", f"{number}号") for number in range(5))), encoding="utf-8")
    told = [str(register), "--agency", organ.code, "--kind", "licensing", "--by", head.username]
    real, calls = imports._insert, []

    def interrupted(*given, **rest):
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*given, **rest)

    monkeypatch.setattr(imports, "_insert", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_command("import_decisions", *told)
    assert "已中断：前 2 行已经处理并保存。用同样的命令从这里继续" in capsys.readouterr().err
    assert how_far(DecisionImport.objects.get()) == (ImportState.STOPPED, 2)
    call_command("import_decisions", *told)
    assert "新登记5件" in capsys.readouterr().out
    assert DecisionImport.objects.count() == 1


def test_a_register_that_a_stop_left_half_kept_is_kept_anew(organ, head) -> None:
    lines = [GOOD.replace("1号", f"{number}号") for number in range(40)]
    told = {"agency": organ, "kind": DecisionKind.LICENSING, "file_name": "台账.csv", "by": head, "today": TODAY}
    content = sheet(*lines).encode()
    batch = imports.begin_import(file=BytesIO(content), **told)
    default_storage.delete(batch.path)
    default_storage.save(batch.path, ContentFile(content[: len(content) // 2]))
    again = imports.begin_import(file=BytesIO(content), **told)
    assert again == batch
    for step in imports.run_import(batch=again, by=head, today=TODAY):
        batch = step
    assert (batch.taken, Decision.objects.count()) == (40, 40)


def test_a_person_shows_by_the_family_name_and_is_sealed_at_rest(bring) -> None:
    bring(sheet("1号,苏怀瑾,自然人,,2026-03-02,,"))
    decision = Decision.objects.get()
    assert decision.shown_name == "苏**"
    assert decision.counterparty == "苏怀瑾"
    (stored,) = Decision.objects.extra(select={"raw": "counterparty"}).values_list("raw", flat=True)
    assert "苏怀瑾" not in stored


@pytest.mark.parametrize(
    ("kind", "told", "shows"),
    [
        (DecisionKind.LICENSING, "", True),
        (DecisionKind.PENALTIES, "", True),
        (DecisionKind.COERCION, "", False),
        (DecisionKind.OTHER_SERVICES, "", False),
        (DecisionKind.COERCION, "是", True),
        (DecisionKind.OTHER_SERVICES, "公示", True),
    ],
)
def test_what_a_register_leaves_blank_shows_where_the_kind_is_one_of_the_two(organ, bring, kind, told, shows) -> None:
    bring(sheet(f"1号,甲公司,,,2026-03-02,{told},"), kind=kind)
    decision = Decision.objects.get()
    assert decision.is_published is shows
    assert decision.reason_unpublished == ("" if shows else "台账没有写明公示，这类决定不在双公示之列")
    assert decision_counts([organ.pk], year=2026)[kind.code] == 1


def test_a_register_without_the_column_is_read_as_one_that_leaves_it_blank(bring) -> None:
    bring("决定文书号,行政相对人名称,决定日期\n1号,甲公司,2026-03-02\n", kind=DecisionKind.COERCION)
    assert not Decision.objects.get().is_published


def test_an_organ_out_of_reach_is_refused_and_one_below_needs_the_right_there(organ, head, bring) -> None:
    header = "决定文书号,行政相对人名称,决定日期,决定机关"
    below = make_agency("浮玉市市场监督管理局河西分局", parent=organ)
    named = ("浮玉市水利局", below.name, organ.name)
    lines = [f"{number}号,甲,2026-03-02,{name}" for number, name in enumerate(named)]
    batch = bring("\n".join((header, *lines)))
    assert (batch.taken, batch.refused) == (1, 2)


def test_an_auditor_may_not_import(organ, bring) -> None:
    with pytest.raises(PermissionDenied):
        bring(sheet(GOOD), by=make_officer(role=AgencyRole.AUDITOR, agency=organ))


def test_lawfully_unpublished_decisions_count_and_do_not_show(organ, bring) -> None:
    bring(sheet(GOOD, "2号,甲公司,,,2026-03-02,否,涉及国家秘密"))
    assert decision_counts([organ.pk], year=2026)["licensing"] == 2
    assert [each.number for each in decisions_shown_on(TODAY)] == ["浮许〔2026〕1号"]


def test_a_withdrawn_decision_counts_and_a_voided_one_does_not(organ, head, bring) -> None:
    bring(sheet(GOOD, GOOD.replace("1号", "2号")))
    first, second = Decision.objects.order_by("pk")
    moment = timezone.now()
    withdraw_decision(decision=first, reason="复议撤销", by=head, today=TODAY)
    void_decision(decision=second, reason="重复录入", by=head, today=TODAY)
    assert decision_counts([organ.pk], year=2026)["licensing"] == 1
    assert decision_counts([organ.pk], year=2026, known_at=moment)["licensing"] == 2
    assert not decisions_shown_on(TODAY).exists()
    with pytest.raises(ActRefused, match="已经作废"):
        void_decision(decision=second, reason="再来", by=head, today=TODAY)


@pytest.mark.parametrize("more", [(), (GOOD.replace("1号", "2号"),)], ids=["the same file", "another file"])
def test_a_decision_voided_by_mistake_is_registered_and_counted_again(organ, head, bring, more) -> None:
    bring(sheet(GOOD))
    void_decision(decision=Decision.objects.get(), reason="误认为重复", by=head, today=TODAY)
    assert decision_counts([organ.pk], year=2026)["licensing"] == 0
    again = bring(sheet(GOOD, *more))
    assert (again.taken, again.known) == (1 + len(more), 0)
    assert decision_counts([organ.pk], year=2026)["licensing"] == 1 + len(more)
    assert Decision.objects.standing().filter(number="浮许〔2026〕1号").count() == 1
    assert bring(sheet(GOOD, *more)) == again
    assert Decision.objects.count() == 2 + len(more)


def test_one_decision_stands_once_whatever_writes_it(bring) -> None:
    bring(sheet(GOOD))
    again = Decision.objects.get()
    again.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps such an index")
def test_no_index_is_kept_that_nothing_asks(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'disclosure_decision'")
        kept = [told for (told,) in cursor.fetchall()]
    assert any("decision_stands_once" in told for told in kept)
    assert not any("pattern_ops" in told for told in kept)


def test_the_command_imports_and_writes_what_it_refused(organ, head, tmp_path, capsys) -> None:
    register = tmp_path / "台账.csv"
    register.write_text(sheet(GOOD, "2号,,,,,,"), encoding="utf-8")
    refused = tmp_path / "refused.csv"
    told = [str(register), "--agency", organ.code, "--kind", "licensing", "--by", head.username]
    call_command("import_decisions", *told, "--refused", str(refused))
    assert "新登记1件，此前已登记0件，未收录1行" in capsys.readouterr().out
    assert "缺少行政相对人名称；缺少决定日期" in refused.read_text(encoding="utf-8-sig")


def test_charges_are_summed_in_ten_thousands_over_the_periods_that_end_in_the_year(organ, head) -> None:
    def charge(item: str, period: tuple[date, date], yuan: str):
        return record_charge(
            agency=organ,
            item=item,
            basis="发改价格〔2020〕1号",
            period=period,
            amount_yuan=Decimal(yuan),
            by=head,
            today=TODAY,
        )

    charge("考试费", (date(2026, 1, 1), date(2026, 6, 30)), "1234567.89")
    wrong = charge("考试费", (date(2026, 7, 1), date(2026, 9, 30)), "100")
    moment = timezone.now()
    void_charge(charge=wrong, reason="金额录错", by=head, today=TODAY)
    charge("考试费", (date(2026, 7, 1), date(2026, 9, 30)), "1000.11")
    assert charge_total([organ.pk], year=2026) == Decimal("123.556800")
    assert charge_total([organ.pk], year=2026, known_at=moment) == Decimal("123.466789")
    assert counted_charges([organ.pk], year=2026).count() == 2
    with pytest.raises(ActRefused, match="已经登记"):
        charge("考试费", (date(2026, 7, 1), date(2026, 9, 30)), "5")
    with pytest.raises(ActRefused, match="同一年度"):
        charge("考试费", (date(2025, 7, 1), date(2026, 9, 30)), "5")


LINES = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from(["2025-05-05", "2026-02-02", "不是日期"])), min_size=1, max_size=12
)


@given(st.lists(LINES, min_size=1, max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_line_is_taken_known_or_refused_and_every_count_opens(organ, bring, registers) -> None:
    before = Decision.objects.count()
    taken = 0
    for told in registers:
        lines = [f"{number}号,第{number}家,,,{day},,\n" for number, day in told]
        batch = bring(HEADER + "\n" + "".join(lines), kind=DecisionKind.PENALTIES)
        assert batch.taken + batch.known + batch.refused == len(told)
        assert batch.refused == sum(day == "不是日期" for _, day in told)
        taken += batch.taken
    counted = [decision_counts([organ.pk], year=year)["penalties"] for year in (2025, 2026)]
    assert sum(counted) == Decision.objects.count() >= before
    for year, count in zip((2025, 2026), counted, strict=True):
        assert counted_decisions([organ.pk], kind="penalties", year=year).count() == count


def test_a_charge_of_a_period_that_has_not_begun_is_refused(organ, head) -> None:
    told = {"agency": organ, "item": "考试费", "basis": "发改价格〔2020〕1号", "amount_yuan": Decimal(5), "by": head}
    with pytest.raises(ActRefused, match="还没有开始"):
        record_charge(period=(date(2026, 11, 3), date(2026, 12, 31)), today=TODAY, **told)
    record_charge(period=(date(2026, 11, 2), date(2026, 12, 31)), today=TODAY, **told)


@pytest.mark.parametrize("cell", ["=1", " =cmd|x", "＝1", "\u3000@x", "-1", "\t=1"])
def test_what_a_spreadsheet_would_run_is_disarmed_in_the_refused_lines(bring, cell: str) -> None:
    batch = bring("决定文书号,行政相对人名称,决定日期,决定内容\n" + f'1号,甲公司,,"{cell}"\n')
    assert list(refused_lines(batch))[1][3] == f"'{cell}"


def test_who_may_not_import_is_told_so_by_the_command(organ, tmp_path) -> None:
    register = tmp_path / "台账.csv"
    register.write_text(sheet(GOOD), encoding="utf-8")
    auditor = make_officer(role=AgencyRole.AUDITOR, agency=organ)
    told = [str(register), "--agency", organ.code, "--kind", "licensing", "--by", auditor.username]
    with pytest.raises(CommandError, match="没有“导入行政决定”的权限"):
        call_command("import_decisions", *told)
