"""What is told when an application comes in, checked (申请表)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gongkai.apps.casework.hashing import canonical, digest_of
from gongkai.apps.casework.marks import applicant_mark, request_mark
from gongkai.apps.casework.models.cases import WANTED_FORMS, WANTED_WAYS
from gongkai.statute.case_fields import MOST_CHARACTERS, clean_text
from gongkai.statute.citations import Citation
from gongkai.statute.errors import ActRefused
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.procedure_fields import APPLICANT_KINDS

_FORM: Citation = REGULATION_2019.at("第二十九条第二款")
_LONGEST = {"title": 500, "document_number": 200, "help_needed": 500, "identity_kind": 40, "postcode": 12}
_SHORT = 200
_KINDS = {code for code, _ in APPLICANT_KINDS}


@dataclass(frozen=True, slots=True)
class ApplicantForm:
    """Who applies (申请人). ``kind`` is a column of table three; besides it only the name must be there.

    What else Article 29 asks for and is not there is for the correction notice to ask, not for the door to refuse.
    """

    kind: str
    name: str
    identity_kind: str = ""
    identity_number: str = ""
    contact_person: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    agent_name: str = ""
    agent_identity: str = ""

    def cleaned(self) -> ApplicantForm:
        """Return the form with plain text, or refuse it (核对申请人). Raises ActRefused."""
        told = replace(self, **_cleaned(self))
        if told.kind not in _KINDS:
            raise ActRefused("请选择申请人的类别", _FORM)
        if not told.name:
            raise ActRefused("请填写申请人的姓名或者名称", _FORM)
        if told.email and not _is_address(told.email):
            raise ActRefused(f"电子邮箱“{told.email[:40]}”不是有效的邮箱地址，请核对；没有的留空", _FORM)
        return told

    @property
    def mark(self) -> str:
        """The mark by which the same applicant is found again (申请人标记)."""
        return applicant_mark(name=self.name, identity_number=self.identity_number, phone=self.phone)


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What is sought, in which form and by which way (申请内容). Nobody is asked what for."""

    title: str
    description: str = ""
    document_number: str = ""
    wanted_form: str = "paper"
    wanted_way: str = "post"
    help_needed: str = ""

    def cleaned(self) -> RequestForm:
        """Return the form with plain text, or refuse it (核对申请内容). Raises ActRefused."""
        told = replace(self, **_cleaned(self))
        if not told.title and told.description:
            told = replace(told, title=told.description.split("\n", 1)[0][:80])
        if not told.title:
            raise ActRefused("请写明所需的政府信息", _FORM)
        if told.wanted_form not in {"", *dict(WANTED_FORMS)} or told.wanted_way not in {"", *dict(WANTED_WAYS)}:
            raise ActRefused("获取信息的形式或者途径不在可选范围内", _FORM)
        return told

    @property
    def mark(self) -> str:
        """The mark by which the same request is found again (申请内容标记)."""
        return request_mark(title=self.title, description=self.description, document_number=self.document_number)

    @property
    def digest(self) -> str:
        """What the ledger keeps of the request: the digest of the words as they came (申请内容摘要)."""
        return request_digest(title=self.title, document_number=self.document_number, description=self.description)


def request_digest(*, title: str, document_number: str, description: str) -> str:
    """Return the digest of a request's words (申请内容摘要)."""
    return digest_of(canonical([title, document_number, description]))


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _cleaned(form: ApplicantForm | RequestForm) -> dict[str, str]:
    cleaned = {field.name: clean_text(str(getattr(form, field.name))) for field in fields(form)}
    for name, text in cleaned.items():
        most = MOST_CHARACTERS if name == "description" else _LONGEST.get(name, _SHORT)
        if len(text) > most:
            raise ActRefused(f"填写的内容太长：“{text[:20]}……”，最多{most}字", _FORM)
        if name != "description":
            cleaned[name] = " ".join(text.split())
    return cleaned
