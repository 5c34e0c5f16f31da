"""The same form sent several times at the same moment is one application, with one receipt."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from gongkai.apps.casework.models import Applicant, Case, CaseEvent
from portal.invented_applications import address_of, filled, online_agency

CLICKS = 4


@pytest.mark.django_db(transaction=True)
def test_the_same_form_at_the_same_moment_is_one_application_with_one_receipt() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database is in memory, and one thread holds it; writers to a file wait for each other")
    agency = online_agency()
    first = Client()
    first.get(address_of(agency))
    barrier = Barrier(CLICKS, timeout=300)

    def send(_number: int) -> tuple[int, str]:
        browser = Client()
        browser.cookies = first.cookies
        barrier.wait()
        try:
            answer = browser.post(address_of(agency), filled())
            return answer.status_code, browser.get(answer.url).text
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        answers = list(pool.map(send, range(CLICKS)))
    assert {status for status, _ in answers} == {302}
    assert len({receipt for _, receipt in answers}) == 1
    assert "申请已经提交" in answers[0][1]
    assert (Case.objects.count(), Applicant.objects.count()) == (1, 1)
    assert CaseEvent.objects.count() == 1
