"""What the exported file of a case holds for a court: letters to print, the whole application, the time in Beijing."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from apps.casework.invented_cases import MONDAY, answered, make_case, make_office, step
from documents.chinese_fonts import has_font
from gongkai.apps.casework import services
from gongkai.apps.casework.complete_file import complete_file
from gongkai.apps.casework.models import Case, Letter
from gongkai.documents.typesetting import NoChineseFont

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def opened(case: Case) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(complete_file(case)))


@has_font
def test_every_letter_is_there_to_print_and_to_edit() -> None:
    office = make_office()
    whole = opened(answered(office, make_case(office), on=TUESDAY))
    kinds = {name.rpartition(".")[2]: whole.read(name)[:4] for name in whole.namelist() if name.startswith("函件/")}
    assert (kinds["pdf"], kinds["docx"], set(kinds)) == (b"%PDF", b"PK\x03\x04", {"pdf", "docx", "txt"})


def test_without_a_chinese_font_the_file_leaves_all_the_same(monkeypatch) -> None:
    def lacking(_letter: object) -> bytes:
        raise NoChineseFont

    monkeypatch.setattr("gongkai.letters.pdf.write", lacking)
    office = make_office()
    names = opened(answered(office, make_case(office), on=TUESDAY)).namelist()
    assert not any(name.endswith(".pdf") for name in names)
    assert sum(name.endswith(".docx") for name in names) == 1


def test_the_application_is_there_with_what_was_added_to_it() -> None:
    office = make_office()
    case = step(
        services.ask_correction,
        make_case(office),
        office.handler,
        on=TUESDAY,
        items=["项目名称"],
        reason="名称不明确",
        days=15,
    )
    assert "补正" not in opened(case).read("申请内容.txt").decode()
    case = services.supply_correction(case=case, text="浮山路二期工程的批复", today=date(2026, 3, 9))
    asked = opened(case).read("申请内容.txt").decode()
    assert asked.endswith("浮山路二期工程的批复\n")
    assert "申请人补正、说明的内容" in asked
    assert "2026年3月9日" in asked


def test_the_list_tells_the_moment_of_sealing_as_the_clock_on_the_wall_has_it(monkeypatch) -> None:
    """Half past two at night in Beijing is still the day before in Greenwich."""
    office = make_office()
    case = step(
        services.attach,
        make_case(office),
        office.handler,
        on=MONDAY,
        papers=(services.Paper("记录.pdf", PDF),),
        evidence="search",
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 3, 3, 18, 32, 15, tzinfo=UTC))
    case = answered(office, case, on=TUESDAY)
    assert Letter.objects.filter(case=case).exists()
    assert "封存时间：2026-03-04 02:32:15" in opened(case).read("目录.txt").decode()
