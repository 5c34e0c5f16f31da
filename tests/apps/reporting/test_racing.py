"""The same file from two people at the same moment is still one report."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from apps.made_reports import made_officer, made_report
from gongkai.apps.reporting.models import Deposit, PublishedReport, Publisher
from gongkai.apps.reporting.services.collecting import Intake, take_in
from gongkai.reports.model import Report

PEOPLE = 4


@pytest.mark.django_db(transaction=True)
def test_the_same_file_at_the_same_moment_is_one_report() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database is in memory, and one thread holds it; writers to a file wait for each other")
    clerk = made_officer()
    barrier = Barrier(PEOPLE, timeout=300)

    def read(_content: bytes, *, source: str) -> Report:
        barrier.wait()
        return made_report()

    def hand_in(number: int) -> Intake:
        try:
            return take_in(b"same", name="报告.docx", by=clerk, holder=f"session:{number}", read=read)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        intakes = list(pool.map(hand_in, range(PEOPLE)))
    assert sum(not intake.was_known for intake in intakes) == 1
    assert PublishedReport.objects.count() == 1
    assert Deposit.objects.count() == PEOPLE
    assert Publisher.objects.get().reports == 1
