"""The plain texts of a complete file: list of contents, application, limit, ledger, talks (案卷文字材料).

They are what a court or an authority of reconsideration reads first: each paper with what it proves, and the limit
with every step of its count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils import timezone

from gongkai.apps.casework.ledger import Ledger
from gongkai.apps.casework.models import Case, CaseEvent, Document, EvidenceKind, Letter, Note
from gongkai.apps.casework.told_events import told
from gongkai.apps.casework.working_calendar import calendars
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind
from gongkai.statute.chinese_dates import write_date
from gongkai.statute.errors import StatuteError

_PROVES: Mapping[EvidenceKind, str] = {
    EvidenceKind.APPLICATION: "申请的时间、渠道和内容",
    EvidenceKind.IDENTITY: "申请人的身份",
    EvidenceKind.ENVELOPE: "收到申请的日期",
    EvidenceKind.CONFIRMATION: "与申请人确认的收到申请之日",
    EvidenceKind.CORRECTION: "补正的告知和申请人补正的情况",
    EvidenceKind.TALK: "与申请人沟通、释明的情况",
    EvidenceKind.SEARCH: "已经合理检索及检索的结果",
    EvidenceKind.REVIEW: "公开前已经依法审查",
    EvidenceKind.CONSULTATION: "已经征求第三方、有关机关的意见及其答复",
    EvidenceKind.RISK: "公开后可能危及国家安全、公共安全、经济安全、社会稳定",
    EvidenceKind.REDACTION: "能够作区分处理的内容已经提供",
    EvidenceKind.FEE: "收费的依据、数额、告知和缴纳情况",
    EvidenceKind.APPROVAL: "延期、答复已经内部审核和批准",
    EvidenceKind.GIVEN: "提供的内容与申请的内容相符",
    EvidenceKind.DELIVERY: "答复已经送达及送达的日期",
    EvidenceKind.REMEDY: "复议、诉讼的进行情况",
    EvidenceKind.OTHER: "其他事实",
}

_ADDED = frozenset({ActKind.CORRECTED, ActKind.REASONS_GIVEN})


def list_of_contents(case: Case, letters: Sequence[Letter], papers: Sequence[tuple[str, Document]]) -> str:
    """Return the list: what there is, under which digest, and what it proves (卷内目录)."""
    lines = [
        f"{case.agency.name}政府信息公开申请案卷",
        f"登记编号：{case.number}　查询编号：{case.reference}",
        f"答复主体：{case.agency.answering_body.name}",
        f"办理结果：{case.outcome.label if case.outcome else case.stage.label}",
        f"台账末项摘要：{case.last_hash}（共{case.last_seq}项）",
        "",
        "一、函件",
        *(_letter(number, each) for number, each in enumerate(letters, 1)),
        "",
        "二、证据材料",
        *(_paper(number, place, paper) for number, (place, paper) in enumerate(papers, 1)),
        *(() if papers else ("没有存入证据材料。检索、征求意见、送达的经过见办理台账。",)),
    ]
    return _joined(lines)


def application(case: Case, notes: Sequence[Note], events: Sequence[CaseEvent]) -> str:
    """Return what was asked, when and how it came, and what the applicant added to it since (申请内容)."""
    lines = [
        f"申请人：{case.applicant.name}（{case.applicant_kind_label}）",
        f"申请渠道：{case.channel.label}",
        f"到达日期：{write_date(case.arrived_on)}",
        f"收到申请之日：{write_date(case.received_on) if case.received_on else '尚未确定'}",
        f"所需信息：{case.title}",
        f"文号：{case.document_number}",
        f"描述：{case.request_text}",
        f"载体形式：{case.get_wanted_form_display()}　获取方式：{case.get_wanted_way_display()}",
    ]
    added = talks(notes, events, kinds=_ADDED)
    return _joined([*lines, "", "申请人补正、说明的内容", added.rstrip("\n")] if added else lines)


def limit(case: Case, events: Sequence[CaseEvent]) -> str:
    """Return the last day to answer with every step of the count and what it rests on (期限推算)."""
    try:
        facts = Ledger(case, events, find_calendar=calendars(case.agency)).facts
    except StatuteError as refusal:
        return f"台账不能重演：{refusal}\n"
    clock = procedure.clock_of(facts)
    if clock is None:
        return "收到申请之日尚未确定，答复期限尚未起算。\n"
    due = f"答复期限届满日：{write_date(clock.due)}" if clock.due else "答复期限停止计算，等待申请人"
    answered = [f"答复之日：{write_date(facts.answered_on)}"] if facts.answered_on else []
    steps = (f"{write_date(step.on)}　{step.text}　〔{step.citation}〕" for step in clock.trace)
    return _joined([due, *answered, "", *steps])


def ledger(events: Sequence[CaseEvent]) -> str:
    """Return everything that happened, with what was said and the digest of each entry (办理台账)."""
    return _joined(line for event in events for line in _event(event))


def talks(notes: Sequence[Note], events: Sequence[CaseEvent], *, kinds: frozenset[ActKind]) -> str:
    """Return the words of talks and notes of some kinds, in their order; empty where there are none (沟通记录)."""
    by_seq = {event.seq: event for event in events}
    told_notes = ((by_seq[note.seq], note) for note in notes if note.seq in by_seq)
    lines = [
        f"{event.seq}　{write_date(event.on)}　{event.kind.label}　{event.actor}\n{note.text}\n"
        for event, note in told_notes
        if event.kind in kinds
    ]
    return _joined(lines) if lines else ""


def _letter(number: int, letter: Letter) -> str:
    return f"{number}. {letter.issued_on:%Y-%m-%d}　{letter.title}　{letter.number}　SHA-256 {letter.digest}"


def _paper(number: int, place: str, paper: Document) -> str:
    sealed = f"{timezone.localtime(paper.sealed_at):%Y-%m-%d %H:%M:%S}" if paper.sealed_at else "未封存"
    proves = _PROVES[EvidenceKind(paper.evidence)]
    return f"{number}. {place}　证明：{proves}　封存时间：{sealed}　SHA-256 {paper.digest}"


def _event(event: CaseEvent) -> Iterator[str]:
    yield f"{event.seq}　{event.on:%Y-%m-%d}　{event.kind.label}　{event.actor}　{event.hash}"
    for detail in told(event).details:
        yield f"　　{detail.label}：{'；'.join(detail.lines)}"


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
