"""Answers for machines, and pages for what is not there."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_health_is_told_once_the_database_is_ready(client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_the_programs_entrance_answers_in_json(client) -> None:
    assert client.get("/api/v1/").json()["version"] == "v1"


def test_what_is_not_there_is_told_in_chinese(client) -> None:
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "找不到这个页面" in answer.text
