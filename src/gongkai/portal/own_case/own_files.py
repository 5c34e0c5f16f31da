"""What an applicant may take away: letters, what was given, everything of their own (下载)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.apps.casework.ledger import APPLICANT
from gongkai.apps.casework.lettering import restored
from gongkai.apps.casework.models import Case, Document, Letter, Note
from gongkai.apps.casework.paper_kinds import safe_name
from gongkai.apps.casework.selectors import ledger_of
from gongkai.documents.typesetting import NoChineseFont
from gongkai.letters import docx, pdf
from gongkai.letters.letter import as_text
from gongkai.portal.attached import attached
from gongkai.portal.own_case.case_told import letters_for_applicant, papers_for_applicant, story_of, wanted_by
from gongkai.portal.own_case.follow_access import for_followers
from gongkai.portal.own_case.sent_words import OWN_WORDS, in_own_words, papers_sent

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRITERS: Mapping[str, tuple[str, Callable[..., bytes]]] = {
    "docx": (_WORD, docx.write),
    "pdf": ("application/pdf", pdf.write),
}


@never_cache
@require_safe
@for_followers
def own_letter(request: HttpRequest, case: Case, letter: int, suffix: str) -> HttpResponse:  # noqa: ARG001
    """Send a letter that was written to the applicant (下载函件)."""
    letters = letters_for_applicant(case, ledger_of(case).events)
    found = next((each for each in letters if each.pk == letter), None)
    if found is None or suffix not in _WRITERS:
        raise Http404
    media_type, write = _WRITERS[suffix]
    try:
        content = write(restored(found))
    except NoChineseFont:
        told = "本站暂时不能生成PDF文件，请返回后下载Word文件，两者内容相同。"
        return HttpResponse(told, status=503, content_type="text/plain; charset=utf-8")
    return attached(content, f"{found.title}{found.number}.{suffix}", media_type)


@never_cache
@require_safe
@for_followers
def own_paper(request: HttpRequest, case: Case, paper: int) -> HttpResponseBase:  # noqa: ARG001
    """Send a paper that was given with the answer, never to be opened in place (下载材料)."""
    papers = papers_for_applicant(case, ledger_of(case).events)
    found = next((each for each in papers if each.pk == paper), None)
    if found is None or not default_storage.exists(found.path):
        raise Http404
    file = default_storage.open(found.path, "rb")
    return FileResponse(file, as_attachment=True, filename=found.shown_name, content_type="application/octet-stream")


@never_cache
@require_safe
@for_followers
def own_data(request: HttpRequest, case: Case, suffix: str) -> HttpResponse:  # noqa: ARG001
    """Send everything that the applicant told and was told (导出本人资料)."""
    events = ledger_of(case).events
    letters = letters_for_applicant(case, events)
    told = json.dumps(_own(case, letters), ensure_ascii=False, indent=2).encode()
    if suffix == "json":
        return attached(told, f"{case.reference}.json", "application/json; charset=utf-8")
    if suffix != "zip":
        raise Http404
    mine = papers_sent(case)
    papers = {paper.pk: paper for paper in (*mine, *papers_for_applicant(case, events))}
    packed = _packed(told, letters, tuple(papers.values()))
    return attached(packed, f"{case.reference}.zip", "application/zip")


def _own(case: Case, letters: tuple[Letter, ...]) -> dict[str, Any]:
    applicant = case.applicant
    return {
        "申请编号": case.reference,
        "受理机关": case.agency.name,
        "申请渠道": case.channel.label,
        "申请人": {
            "类别": case.applicant_kind_label,
            "姓名或者名称": applicant.name,
            "证件号码": applicant.identity_number,
            "联系人": applicant.contact_person,
            "电话": applicant.phone,
            "电子邮箱": applicant.email,
            "通信地址": applicant.address,
            "邮政编码": applicant.postcode,
        },
        "申请内容": {
            "信息名称": case.title,
            "文号": case.document_number,
            "其他特征": case.request_text,
            "形式和途径": wanted_by(case),
            "需要的帮助": case.help_needed,
        },
        "经过": [{"日期": each.on.isoformat(), "事项": each.text} for each in story_of(ledger_of(case).events)],
        "补正": [
            {"日期": f"{timezone.localtime(note.at):%Y-%m-%d}", "内容": note.text}
            for note in Note.objects.filter(case=case, by=None).order_by("seq")
        ],
        "本人办理": [
            {"日期": event.on.isoformat(), "事项": event.kind.label, **in_own_words(event)}
            for event in ledger_of(case).events
            if event.actor == APPLICANT.name and event.kind in OWN_WORDS
        ],
        "函件": [
            {
                "标题": letter.title,
                "文号": letter.number,
                "日期": letter.issued_on.isoformat(),
                "正文": as_text(restored(letter)),
            }
            for letter in letters
        ],
    }


def _packed(told: bytes, letters: tuple[Letter, ...], papers: tuple[Document, ...]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("申请.json", told)
        for letter in letters:
            archive.writestr(f"函件/{safe_name(letter.title + letter.number)}.docx", docx.write(restored(letter)))
        for place, paper in enumerate(papers, 1):
            if default_storage.exists(paper.path):
                with default_storage.open(paper.path, "rb") as file:
                    archive.writestr(f"材料/{place:02d}-{safe_name(paper.shown_name)}", file.read())
    return kept.getvalue()
