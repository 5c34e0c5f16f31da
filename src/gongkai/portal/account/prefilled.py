"""What an account lets a form begin with (预填)."""

from __future__ import annotations

from gongkai.apps.casework.identity_documents import IdentityKind
from gongkai.apps.people.applicant_account import PROFILE
from gongkai.apps.people.models import ApplicantAccount

_PERSON = "natural_person"


def profile_of(account: ApplicantAccount) -> dict[str, str]:
    """Return what the account tells of its holder; what it does not tell keeps the form's own beginning (资料)."""
    paper = IdentityKind.ID_CARD if account.kind == _PERSON else IdentityKind.USCC
    told = {name: getattr(account, name) for name in PROFILE}
    return {"identity_kind": paper.code} | {name: words for name, words in told.items() if words}


def application_of(account: ApplicantAccount | None) -> dict[str, str]:
    """Return what an application begins with for one who is signed in, nothing for others (申请表预填)."""
    return {**profile_of(account), "email": account.email} if account is not None else {}
