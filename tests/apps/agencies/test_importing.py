"""Importing organs from tables: what is taken, what is refused, and why."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from django.core.exceptions import PermissionDenied

from apps.people.invented import ALL_POWER, make_administrator, make_agency, make_officer
from gongkai.apps.agencies.importing import ImportReport, import_agencies
from gongkai.apps.agencies.models import Agency
from gongkai.apps.agencies.rights import NO_RIGHTS
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.agencies.sheets import MOST_LINES, SheetError
from gongkai.apps.audit.models import Entry
from gongkai.apps.people.rights import rights_of
from gongkai.apps.people.visitors import Visitor

pytestmark = pytest.mark.django_db
HEADING = "机构编码,机关名称,机关类别,行政层级,行政区划代码,统一社会信用代码,上级机构编码,设立日期,联系电话"
CITY = "FY01,浮玉市人民政府,人民政府,市级,990100,,,,"
WATER = "FY02,浮玉市水利局,政府工作部门,市级,990100,11341702486344515H,FY01,2019年1月1日,0999-1234567"


def table(*lines: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *lines]).encode()


def taken(content: bytes, *, rights=ALL_POWER, by=None) -> ImportReport:
    return import_agencies(content, by=by or Visitor(), rights=rights)


def reasons(report: ImportReport) -> dict[int, str]:
    return {refusal.line: refusal.reason for refusal in report.refused}


def test_children_may_stand_before_their_parents() -> None:
    report = taken(table(WATER, CITY))
    assert (report.created, report.refused) == (2, [])
    water = Agency.objects.get(code="FY02")
    assert water.parent == Agency.objects.get(code="FY01")
    assert (water.valid_from, water.phone, water.uscc) == (date(2019, 1, 1), "0999-1234567", "11341702486344515H")


def test_the_same_table_a_second_time_changes_nothing_and_logs_nothing() -> None:
    taken(table(CITY, WATER))
    entries = Entry.objects.count()
    report = taken(table(CITY, WATER))
    assert (report.created, report.changed, report.unchanged, report.refused) == (0, 0, 2, [])
    assert Entry.objects.count() == entries


def test_a_changed_cell_changes_that_field_and_an_empty_one_keeps_what_is_known() -> None:
    taken(table(CITY, WATER))
    report = taken(table("FY02,浮玉市水务局,,,,,,,"))
    assert (report.changed, report.refused) == (1, [])
    water = Agency.objects.get(code="FY02")
    assert (water.name, water.phone, water.parent.code) == ("浮玉市水务局", "0999-1234567", "FY01")


def test_another_parent_moves_the_organ() -> None:
    taken(table(CITY, WATER, "FY03,浮玉市自然资源局,政府工作部门,市级,990100,,FY01,,"))
    report = taken(table("FY02,浮玉市水利局,,,,,FY03,,"))
    assert report.changed == 1
    assert Agency.objects.get(code="FY02").parent.code == "FY03"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("FY09,某局,政府工作部门,县级,990101,,FY77,,", "没有编码为“FY77”的上级机关"),
        ("FY09,某局,政府工作部门,县级,990101,11341702486344525H,,,", "校验位不符"),
        ("FY09,某局,政府工作部门,县级,99010,,,,", "行政区划代码“99010”应为 6、9 或 12 位数字"),
        ("FY09,某局,党委,县级,990101,,,,", "“机关类别”写的是“党委”"),
        ("FY09,某局,政府工作部门,地级,990101,,,,", "“行政层级”写的是“地级”"),
        ("FY09,某局,政府工作部门,县级,990101,,,2019-02-30,", "日期“2019-02-30”无法识别"),
        ("FY09,,政府工作部门,县级,990101,,,,", "缺少“机关名称”"),
        (",某局,政府工作部门,县级,990101,,,,", "至少要有一项"),
        ("FY01,又一个市政府,人民政府,市级,990100,,,,", "机构编码“FY01”与第 2 行重复"),
        ("FY09,某局,政府工作部门,省级,990101,,FY01,,", "低于本机关的层级"),
        ("FY09,某局,政府工作部门,市级,990101,,FY09,,", "成环：FY09→FY09"),
    ],
)
def test_a_bad_line_is_refused_with_its_number_and_reason_and_the_good_ones_are_taken(line: str, reason: str) -> None:
    report = taken(table(CITY, line))
    assert report.created == 1
    assert list(reasons(report)) == [3]
    assert reason in reasons(report)[3]


def test_what_hangs_on_a_refused_line_is_refused_too() -> None:
    report = taken(
        table("FY01,浮玉市人民政府,人民政府,市级,9901,,,,", WATER, "FY05,支队,派出机构、内设机构,市级,990100,,FY02,,")
    )
    assert report.created == 0
    assert reasons(report)[3] == "没有编码为“FY01”的上级机关"
    assert reasons(report)[4] == "上级机关在第 3 行，而该行没有导入"


def test_organs_in_a_circle_are_refused_and_end() -> None:
    report = taken(
        table(
            CITY,
            "A1,甲局,政府工作部门,市级,990100,,A2,,",
            "A2,乙局,政府工作部门,市级,990100,,A3,,",
            "A3,丙局,政府工作部门,市级,990100,,A1,,",
        )
    )
    assert report.created == 1
    assert reasons(report)[3] == "上级机关首尾相接成环：A1→A2→A3→A1"
    assert set(reasons(report)) == {3, 4, 5}


def test_a_circle_with_what_is_stored_is_refused() -> None:
    taken(table(CITY, WATER))
    report = taken(table("FY01,浮玉市人民政府,,,,,FY02,,"))
    assert "浮玉市水利局在浮玉市人民政府之下" in reasons(report)[2]


def test_two_organs_do_not_share_a_social_credit_code() -> None:
    report = taken(table(CITY, WATER, "FY03,冒名局,政府工作部门,市级,990100,11341702486344515H,FY01,,"))
    assert report.created == 2
    assert "统一社会信用代码" in reasons(report)[4]


def test_an_organ_without_a_code_of_its_own_is_known_by_its_social_credit_code() -> None:
    taken(table(",浮玉市水利局,政府工作部门,市级,990100,11341702486344515H,,,"))
    assert Agency.objects.get().code == "11341702486344515H"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_table_is_read_in_the_encodings_that_offices_write(encoding: str) -> None:
    report = taken("\r\n".join([HEADING, CITY]).encode(encoding))
    assert report.created == 1
    assert Agency.objects.get().name == "浮玉市人民政府"


def test_tabs_are_read_and_titles_above_the_heading_are_passed_over() -> None:
    lines = ["单位清单\t", HEADING.replace(",", "\t"), CITY.replace(",", "\t"), "\t\t"]
    assert taken("\n".join(lines).encode()).created == 1


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", "空的"),
        (b"  \n ", "空的"),
        (b"\xff\xfe\x00", "编码无法识别"),
        (b"\x81\x30\x00\x00", "编码无法识别"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Excel"),
        ("名称,电话\n某局,1".encode(), "没有找到表头"),
        ("机构编码,机关名称,机关名称\nA,甲,乙".encode(), "“机关名称”出现了不止一次"),
        ('机构编码,机关名称\nA,"甲'.encode(), "引号或分隔符有误"),
        (b"PK\x03\x04broken", "已损坏|不完整|无法"),
        (table(*["X,某局,,,,,,,"] * (MOST_LINES + 1)), "一次最多导入"),
    ],
)
def test_a_file_that_is_no_table_of_ours_is_refused_whole(content: bytes, refusal: str) -> None:
    with pytest.raises(SheetError, match=refusal):
        taken(content)
    assert not Agency.objects.exists()


def test_a_workbook_is_read_with_the_numbers_of_its_lines() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("机关")
        sheet.write_row(0, 0, HEADING.split(","))
        for number, line in enumerate((CITY, "FY09,某局,政府工作部门,县级,99010,,,,"), start=1):
            sheet.write_row(number, 0, [int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    report = taken(stream.getvalue())
    assert report.created == 1
    assert list(reasons(report)) == [3]
    assert Agency.objects.get().division_code == "990100"


def test_an_administrator_of_one_city_imports_below_it_and_nowhere_else() -> None:
    city, other = make_agency("浮玉市人民政府", code="FY01"), make_agency("云台市人民政府", code="YT01")
    local = make_officer(role=AgencyRole.ADMINISTRATOR, agency=city)
    lines = [f"{code}9,某局,政府工作部门,县级,990101,,{code},," for code in ("FY01", "YT01")]
    report = taken(table(*lines, "TOP,顶层,人民政府,县级,990101,,,,"), rights=rights_of(local), by=local)
    assert report.created == 1
    assert f"您在“{other.name}”没有“新设机关”的权限" in reasons(report)[3]
    assert "全系统" in reasons(report)[4]


def test_who_may_import_nowhere_is_refused_before_the_file_is_read() -> None:
    with pytest.raises(PermissionDenied):
        taken(b"", rights=NO_RIGHTS, by=make_administrator())
