"""What nobody types in good faith, on the pages of applying and following: answered in words, never with a fault."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from gongkai.apps.casework.models import Case
from portal.invented_applications import address_of, filled, online_agency

pytestmark = pytest.mark.django_db
ODD_ADDRESSES = (
    "/apply/?q=%00",
    "/apply/?within=%00",
    "/guide/%00/",
    "/apply/to/%00/",
    "/follow/?number=%00",
    "/apply/receipt/%00/",
    "/account/?before=%00",
    "/account/sign-in/?next=%00",
    "/account/register/%00/",
    "/search/?q=%00",
)
ODD_TEXTS = {
    "zero": "a\x00b",
    "half a character": "\ud800",
    "turned round": "\u202e" * 10,
    "beyond the plane": "\U0001f4a9" * 20,
    "a tower of accents": "Z" + "\u0301" * 60,
    "script": "<script>alert(1)</script>",
    "query": "' OR 1=1 --",
    "template": "{{ 7 }}{% now %}",
}
FIELDS = ("title", "name", "description", "key", "offered", "act", "kind", "identity_kind", "phone", "email")


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_address_with_a_zero_is_refused_in_words(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "没有看懂这次请求" in answer.text


@pytest.mark.parametrize("address", ["/follow/{}/", "/follow/{}/letters/{}.pdf", "/account/cases/{}/out/"])
def test_a_number_without_end_leads_nowhere(client, address: str) -> None:
    number = "9" * 30
    assert client.get(address.format(number, number)).status_code in {302, 404, 405}


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS)
@pytest.mark.parametrize("field", FIELDS)
def test_odd_text_in_the_application_is_kept_as_text_or_refused(client, field: str, odd: str) -> None:
    agency = online_agency()
    client.get(address_of(agency))
    pairs = (filled() | {field: odd}).items()
    body = "&".join(f"{name}={quote(text, errors='surrogatepass')}" for name, text in pairs)
    answer = client.post(address_of(agency), body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {302, 400}
    assert (answer.status_code == 302) == Case.objects.exists()
    page = client.get(answer.url) if answer.status_code == 302 else answer
    assert page.status_code == (200 if answer.status_code == 302 else 400)
    assert "<script>alert" not in page.text


def test_ten_megabytes_of_words_are_refused_in_words(client) -> None:
    agency = online_agency()
    client.get(address_of(agency))
    for kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        told = filled(description="长" * 3_500_000)
        if kind == "multipart/form-data":
            answer = client.post(address_of(agency), told)
        else:
            body = "&".join(f"{name}={quote(text)}" for name, text in told.items())
            answer = client.post(address_of(agency), body, content_type=kind)
        assert (kind, answer.status_code) == (kind, 413)
        assert "提交的文字太多" in answer.text
    assert not Case.objects.exists()
