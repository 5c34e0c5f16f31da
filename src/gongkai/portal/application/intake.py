"""Handing an application over to the organ (提交申请)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.paper_kinds import Paper
from gongkai.apps.casework.services.intake import Taken, take_in
from gongkai.apps.people.sealing import lookup_mark
from gongkai.portal.application.organs import today
from gongkai.statute.receipt import Channel

_OF_APPLICANT = (
    "kind",
    "name",
    "identity_kind",
    "identity_number",
    "contact_person",
    "phone",
    "email",
    "address",
    "postcode",
)
_OF_REQUEST = ("title", "description", "document_number", "wanted_form", "wanted_way", "help_needed")


def send(told: Mapping[str, Any], *, agency: Agency, form_key: str, holder: str, papers: tuple[Paper, ...]) -> Taken:
    """Take an application in as it came over the web; the same form from the same browser is one case (网上申请).

    The day of receipt is not today: over the web it is the day both sides have confirmed, Article 31. ``holder`` marks
    the browser: a key that somebody else got to see leads them to no case and no code.
    """
    return take_in(
        agency=agency,
        channel=Channel.ONLINE,
        applicant=ApplicantForm(**{name: told[name] for name in _OF_APPLICANT}),
        request=RequestForm(**{name: told[name] for name in _OF_REQUEST}),
        arrived_on=today(),
        by=None,
        today=today(),
        key=lookup_mark(f"{holder}|{form_key}", purpose="application-form"),
        papers=papers,
    )


def application_from(number: int) -> Case:
    """Return a case that this applicant has just sent (新申请)."""
    return Case.objects.select_related("agency", "account").get(pk=number)
