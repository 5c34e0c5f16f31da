"""What is a draft, private, struck, withdrawn or lawfully unpublished shows at no public address, asked in any way."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from apps.made_reports import made_report, published, taken_in
from apps.people.invented import make_agency, make_officer
from gongkai.apps.agencies.roles import AgencyRole
from gongkai.apps.disclosure.models import Decision, RuleDocument
from gongkai.apps.disclosure.services.decisions import void_decision, withdraw_decision
from gongkai.apps.disclosure.services.documents import DocumentForm, change_document, register_document
from gongkai.apps.people.visitors import Visitor
from gongkai.apps.reporting.services.collecting import withdraw
from gongkai.statute.validity import DocumentAct, DocumentEvent, DocumentKind, Validity

pytestmark = pytest.mark.django_db
SECRET = "麒麟"
SHOWN = "凤凰"
MADE = date(2026, 3, 2)


@pytest.fixture
def places(db) -> dict[str, list[int]]:
    """Return the numbers of what must not show, each of which says so in every text it has; and one that shows."""
    organ, today = make_agency("浮玉市水利局"), timezone.localdate()
    head = make_officer(role=AgencyRole.DISCLOSURE_HEAD, agency=organ)

    def document(word: str, number: int, **told) -> RuleDocument:
        form = {"published_on": MADE, **told}
        entered = DocumentForm(
            f"{word}山办法", f"{word}〔2026〕{number}号", MADE, MADE, text=f"第一条　{word}。", **form
        )
        return register_document(agency=organ, kind=DocumentKind.NORMATIVE, form=entered, by=head, today=today)

    def decision(word: str, number: int, **told) -> Decision:
        texts = {"title": f"{word}决定书", "content": f"{word}罚款", "shown_name": f"{word}山茶业有限公司"}
        fixed = {"kind_code": "penalties", "counterparty_code": "organisation", "recorded_at": timezone.now()}
        fields = {**texts, **fixed, "decided_on": MADE, **told}
        return Decision.objects.create(agency=organ, key=f"{word}{number}", number=f"{word}罚{number}号", **fields)

    of_a_person = {"counterparty_code": "natural_person", "shown_name": "麒**", "counterparty": f"{SECRET}山"}
    public = document(SHOWN, 1)
    struck, future = document(SECRET, 2), document(SECRET, 3)
    struck_now = DocumentEvent(DocumentAct.STRUCK, MADE)
    change_document(document=struck, event=struck_now, basis=SECRET, by=head, today=today)
    RuleDocument.objects.filter(pk=future.pk).update(published_on=today + timedelta(days=1))
    draft = document(SECRET, 4, published_on=None)
    amended = DocumentEvent(DocumentAct.AMENDED, MADE)
    change_document(document=public, event=amended, basis=SECRET, by=head, today=today, other=draft)
    decision(SHOWN, 1)
    voided, withdrawn = decision(SECRET, 2), decision(SECRET, 3)
    void_decision(decision=voided, reason=SECRET, by=head, today=today)
    Decision.objects.filter(pk=withdrawn.pk).update(number="浮水罚〔2026〕3号")
    withdraw_decision(decision=withdrawn, reason="经复议撤销", by=head, today=today)
    person = decision(SECRET, 6, **of_a_person)
    Decision.objects.filter(pk=person.pk).update(number=f"浮水罚〔2026〕{SECRET}山6号")
    withdraw_decision(decision=person, reason=f"{SECRET}山（护照E12345678）的处罚经复议撤销", by=head, today=today)
    over = decision(SECRET, 4, shown_until=today - timedelta(days=1))
    unpublished = decision(SECRET, 5, is_published=False, reason_unpublished=f"{SECRET}涉密")
    published(made_report(f"{SHOWN}局", 2022))
    private = taken_in(made_report(f"{SECRET}一局", 2022), by=Visitor(), holder="browser:1")
    gone = published(made_report(f"{SECRET}二局", 2022))
    withdraw(report=gone, by=gone.uploader, reason=SECRET)
    call_command("rebuild_search")
    return {
        "rules": [struck.pk, future.pk, draft.pk],
        "decisions": [voided.pk, withdrawn.pk, over.pk, unpublished.pk, person.pk],
        "reports": [private.pk, gone.pk],
        "publishers": [private.publisher_id, gone.publisher_id],
    }


def addresses(places: dict[str, list[int]]) -> list[str]:
    """Return every way of asking that could lead there."""
    validities = [validity.code for validity in Validity if validity is not Validity.STRUCK]
    far = timezone.localdate() + timedelta(days=30)
    found = ["/", "/rules/", "/decisions/", "/decisions/withdrawn/", "/reports/", "/open-data/", "/open-data/sums/"]
    found += [f"/rules/?validity={validity}&day={day}" for validity, day in product(validities, (far, MADE))]
    found += [f"/rules/?q={SECRET}", f"/search/?q={SECRET}", f"/search/?kind=document&q={SECRET}", "/rules/?year=2026"]
    found += [f"/decisions/?{asked}" for asked in ("kind=penalties", "year=2026", f"q={SECRET}罚2号")]
    found += [f"/decisions/?q={SECRET}山茶业有限公司"]
    found += [f"/reports/?q={SECRET}", "/reports/?year=2022", "/reports/?sort=year"]
    found += [f"/rules/{number}/{tail}" for number in places["rules"] for tail in ("", "document.txt", "document.docx")]
    found += [f"/decisions/{number}/" for number in places["decisions"]]
    found += [f"/reports/{number}/{tail}" for number in places["reports"] for tail in ("", "report.csv", "original/")]
    found += [f"/reports/compare/{tail}?agency={number}" for number in places["publishers"] for tail in ("", "cells/")]
    return [*found, *(f"/open-data/{name}" for name in ("cells.csv", "reports.jsonl", "sums.csv"))]


def text_of(client: Client, address: str) -> str:
    """Return the answer without what repeats the question: fields and the words looked for."""
    answer = client.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    told = content.decode("utf-8", errors="replace")
    question = f"{SECRET}山茶业有限公司", f"{SECRET}罚2号", SECRET
    for words in question:
        told = told.replace(f'value="{words}"', "").replace(f"“{words}”", "").replace(f"<title>{words} ·", "")
    return told


def test_what_must_not_show_shows_nowhere(client, places: dict[str, list[int]]) -> None:
    asked = addresses(places)
    assert len(asked) > 50
    assert [address for address in asked if SECRET in text_of(client, address)] == []


def test_the_same_addresses_show_what_is_public(client, places: dict[str, list[int]]) -> None:
    found = (f"/rules/?q={SHOWN}", f"/search/?q={SHOWN}")
    for address in ("/rules/", "/decisions/", "/reports/", "/open-data/cells.csv", *found):
        assert SHOWN in text_of(client, address), address


def test_a_withdrawal_tells_its_reason_without_the_name_and_number_of_the_person(client, places) -> None:
    for address in ("/decisions/withdrawn/", f"/decisions/{places['decisions'][-1]}/"):
        told = text_of(client, address)
        assert "浮水罚〔2026〕麒**6号" in told, address
        assert "麒**（护照******）的处罚经复议撤销" in told, address
