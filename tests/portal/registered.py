"""An applicant who has an account, and a browser that is signed in to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.core import mail
from django.test import Client

from gongkai.apps.people.models import ApplicantAccount

MAIL, PASSWORD = "lin@example.cn", "九曲黄河万里沙-浪淘"


@dataclass
class Registered:
    """An account and its browser."""

    account: ApplicantAccount
    client: Client


def link_in_mail() -> str:
    """Return the path of the first link in the last mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)
    assert found is not None, mail.outbox[-1].body
    return found[1]


def registration(**changes: str) -> dict[str, str]:
    """Return the second form of registering, filled in."""
    return {"new": PASSWORD, "again": PASSWORD, "kind": "natural_person", "name": "林知远"} | changes


def register(client: Client, email: str = MAIL) -> Registered:
    """Register over HTTP, as an applicant does."""
    client.post("/account/register/", {"email": email})
    answer = client.post(link_in_mail(), registration())
    assert (answer.status_code, answer.url) == (302, "/account/")
    return Registered(ApplicantAccount.objects.latest("pk"), client)


def sign_in(client: Client, email: str = MAIL, password: str = PASSWORD):
    """Sign in over HTTP and return the answer."""
    return client.post("/account/sign-in/", {"email": email, "password": password})
