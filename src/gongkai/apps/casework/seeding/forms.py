"""Invented applications as the forms that applicants fill in (虚构申请表)."""

from __future__ import annotations

from random import Random

from gongkai.apps.casework.identity_documents import IdentityKind
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.seeding.applicants import invented_applicant
from gongkai.apps.casework.seeding.matters import invented_matter


def applicant_form(chance: Random) -> ApplicantForm:
    """Return an invented applicant (虚构申请人)."""
    who = invented_applicant(chance)
    paper = IdentityKind.ID_CARD if who.kind == "natural_person" else IdentityKind.USCC
    return ApplicantForm(
        kind=who.kind,
        name=who.name,
        identity_kind=paper.code,
        identity_number=who.identity_number,
        contact_person=who.contact_person,
        phone=who.phone,
        email=who.email,
        address=who.address,
        postcode=who.postcode,
    )


def request_form(chance: Random, *, year: int) -> RequestForm:
    """Return an invented request made in ``year`` (虚构申请内容)."""
    what = invented_matter(chance, year=year)
    return RequestForm(title=what.title, description=what.description, document_number=what.document_number)
