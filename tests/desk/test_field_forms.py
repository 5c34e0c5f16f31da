"""Forms made of the law's fields: every shape is read, blanks are told by name, lines become lists."""

from __future__ import annotations

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.desk.cases.act_form import ActForm
from gongkai.desk.field_forms import FieldsForm
from gongkai.statute.case_fields import Choice, Field, Shape

FIELDS = (
    Field("reason", "理由"),
    Field("places", "检索的场所", Shape.LINES),
    Field("made_on", "形成日期", Shape.DATE),
    Field("days", "工作日数", Shape.COUNT),
    Field("kind", "种类", Shape.CHOICE, choices=(Choice("draft", "过程稿"), Choice("talk", "磋商信函"))),
    Field("withheld", "不予公开的部分", Shape.WITHHELD),
    Field("remark", "备注", is_required=False),
)
TOLD = {
    "reason": "理由充分",
    "places": "档案室\n\n  办公系统 \n",
    "made_on": "2026-03-02",
    "days": "15",
    "kind": "draft",
    "withheld-0-part": "第2页",
    "withheld-0-ground": "refused.third_party",
    "withheld-0-reason": "涉及个人隐私",
    "withheld-2-part": "附件",
    "withheld-2-ground": "",
    "withheld-2-reason": "",
    "remark": "",
}


def test_each_shape_is_read_as_what_it_is() -> None:
    form = FieldsForm(TOLD, fields=FIELDS)
    assert form.is_valid(), form.errors
    assert form.told() == {
        "reason": "理由充分",
        "places": ["档案室", "办公系统"],
        "made_on": date(2026, 3, 2),
        "days": 15,
        "kind": "draft",
        "withheld": [
            {"part": "第2页", "ground": "refused.third_party", "reason": "涉及个人隐私"},
            {"part": "附件", "ground": "", "reason": ""},
        ],
    }


def test_everything_that_lacks_is_told_by_its_name() -> None:
    form = FieldsForm({}, fields=FIELDS)
    assert not form.is_valid()
    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "reason": "请填写“理由”。",
        "places": "请填写“检索的场所”。",
        "made_on": "请填写“形成日期”。",
        "days": "请填写“工作日数”。",
        "kind": "请填写“种类”。",
        "withheld": "请填写“不予公开的部分”。",
    }


def test_a_withheld_part_is_shown_again_with_spare_lines() -> None:
    page = str(FieldsForm(TOLD, fields=FIELDS)["withheld"])
    assert 'value="第2页"' in page
    assert page.count("<fieldset") == 2 + 3


def test_what_was_typed_in_a_withheld_part_cannot_break_out_of_the_page() -> None:
    hostile = {**TOLD, "withheld-0-part": '"><script>alert(1)</script>'}
    assert "<script>" not in str(FieldsForm(hostile, fields=FIELDS)["withheld"])


def test_papers_are_read_with_their_names() -> None:
    upload = SimpleUploadedFile("信封.pdf", b"%PDF-1.7")
    form = ActForm(
        {"seen": "3", "on": "2026-03-16", "reason": "x"},
        {"papers": upload},
        fields=FIELDS[:1],
        seen=3,
        today=date(2026, 3, 16),
        papers="扫描件",
    )
    assert form.is_valid(), form.errors
    assert [(paper.name, paper.content) for paper in form.told()["papers"]] == [("信封.pdf", b"%PDF-1.7")]
