"""The public registers in a real browser, at two widths: what a reader does, and nothing axe objects to."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.models import Decision, RuleDocument
from gongkai.apps.disclosure.services.decisions import withdraw_decision
from gongkai.apps.disclosure.services.documents import DocumentForm, change_document, register_document
from gongkai.statute.validity import DocumentAct, DocumentEvent, DocumentKind
from journeys.test_pages_for_everybody import WIDTHS, complaints_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "第一条　为了加强河道管理，制定本办法。\n第二条　砂石开采应当取得许可。\n第三条　自公布之日起施行。"
PAGES = (
    "/rules/",
    "/rules/?day=2024-12-31&validity=in_force",
    "/rules/?year=x",
    "/rules/?q=无此文件",
    "/rules/{old}/",
    "/rules/{new}/?day=2025-01-01",
    "/decisions/",
    "/decisions/?q=x",
    "/decisions/{decision}/",
    "/decisions/{gone}/",
    "/decisions/withdrawn/",
)


@pytest.fixture
def places() -> dict[str, int]:
    organ, today = make_agency("浮玉市水利局"), timezone.localdate()
    head = make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=organ)

    def entered(title: str, number: str, made_on: date) -> RuleDocument:
        form = DocumentForm(title, number, made_on, made_on, made_on, subject="水利", text=TEXT)
        return register_document(agency=organ, kind=DocumentKind.NORMATIVE, form=form, by=head, today=today)

    old = entered("浮玉市河道管理办法（试行）", "浮水规〔2022〕1号", date(2022, 3, 1))
    new = entered("浮玉市河道管理办法", "浮水规〔2025〕3号", date(2025, 6, 1))
    replaced = DocumentEvent(DocumentAct.REPLACED, date(2025, 7, 1))
    change_document(document=old, event=replaced, basis="新办法第三条", by=head, today=today, other=new)
    shown = [
        Decision.objects.create(
            agency=organ,
            kind_code="penalties",
            key=f"key{number}",
            number=f"浮水罚〔2026〕{number}号",
            title="行政处罚决定书",
            counterparty_code="organisation",
            shown_name="浮玉砂石开采有限公司",
            uscc="12620600MB0523338C",
            content="未经许可采砂，罚款二万元。",
            decided_on=date(2026, 3, number),
            recorded_at=timezone.now(),
        )
        for number in (1, 2, 3)
    ]
    withdraw_decision(decision=shown[2], reason="经行政复议撤销", by=head, today=today)
    call_command("update_search")
    return {"old": old.pk, "new": new.pk, "decision": shown[0].pk, "gone": shown[2].pk}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_registers_are_accessible_and_fit_the_window(open_page, places: dict[str, int], width: int) -> None:
    page = open_page("/", width=width)
    for address in PAGES:
        refused = "x" in address.split("=")[-1:] or "{gone}" in address
        if refused:
            # A refusal is a message on the console too: read it without the browser's complaint.
            page.route("**/*", lambda route: route.fulfill(response=route.fetch(), status=200))
        page.goto(address.format(**places))
        page.unroute_all()
        assert (address, complaints_of(page)) == (address, [])


def test_a_reader_finds_a_document_by_its_words_and_goes_on_to_the_one_that_replaced_it(
    open_page, places: dict[str, int]
) -> None:
    page = open_page("/rules/", script=False)
    page.get_by_label("标题、文号或者正文").fill("砂石开采")
    page.get_by_label("有效性", exact=True).select_option(label="废止")
    page.get_by_role("button", name="查询").click()
    page.get_by_role("link", name="浮玉市河道管理办法（试行）").click()
    expect(page.get_by_text("这份文件已经废止")).to_be_visible()
    page.get_by_role("link", name="浮玉市河道管理办法", exact=True).click()
    expect(page).to_have_url(re.compile(f"/rules/{places['new']}/$"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Word 文档").click()
    assert download.value.suggested_filename == "浮玉市河道管理办法.docx"
