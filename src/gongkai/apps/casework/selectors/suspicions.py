"""What an officer is pointed to at intake, and decides: repeats, and what is no application (疑似情形)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.apps.agencies.models import Agency
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.marks import plain
from gongkai.apps.casework.models import Case

_MOST = 20
_LOOKED_AT = 300
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A kind of matter that an application may be instead, with the words that say so (疑似非申请)."""

    code: str
    label: str
    words: tuple[str, ...]


_WORDS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("petition", "信访、投诉、举报"): (
        "信访",
        "投诉",
        "举报",
        "控告",
        "检举",
        "查处",
        "处理违法",
        "追究责任",
        "讨个说法",
        "给予处分",
        "要求赔偿",
        "维权",
    ),
    ("consultation", "咨询"): (
        "请问",
        "咨询",
        "为什么",
        "为何",
        "是否合法",
        "如何办理",
        "怎么办理",
        "能否解释",
        "请解释",
        "请答复",
        "什么时候能",
    ),
    ("publication", "公开出版物"): ("政府公报", "公报全文", "年鉴", "统计年鉴", "报纸", "期刊", "书籍", "出版"),
}


def suspected_repeats(agency: Agency, *, applicant: ApplicantForm, request: RequestForm) -> Sequence[Case]:
    """Return earlier applications of the same applicant to the same organ for what looks the same (疑似重复申请).

    Spacing, punctuation and wording aside; the same organ alone counts (Article 36, item 6).
    """
    earlier = Case.objects.filter(agency=agency, applicant_mark=applicant.cleaned().mark).exclude(stage_code="voided")
    sought = _pairs(f"{request.title}{request.document_number}{request.description}")
    mark = request.cleaned().mark
    alike = [
        case
        for case in earlier.order_by("-pk")[:_LOOKED_AT]
        if case.request_mark == mark or _likeness(sought, _pairs(_words_of(case))) >= _ALIKE
    ]
    return alike[:_MOST]


def suspected_kind(text: str) -> tuple[Suspicion, ...]:
    """Return what else an application may be: a petition, a question, a wish for a publication (疑似非申请)."""
    found = ((kind, tuple(word for word in words if word in text)) for kind, words in _WORDS.items())
    return tuple(Suspicion(code, label, words) for (code, label), words in found if words)


def _words_of(case: Case) -> str:
    return f"{case.title}{case.document_number}{case.request_text}"


def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text."""
    letters = plain(text)
    return frozenset(letters[place : place + 2] for place in range(len(letters) - 1))


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Return how much of the smaller one the two have in common, from 0 to 1."""
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0
