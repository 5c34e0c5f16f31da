"""What lies in a case's file, held against what its ledger says was put there (案卷内容的核验)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.apps.casework.hashing import digest_of
from gongkai.apps.casework.intake_forms import request_digest
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.whole_files import EventRow, LetterRow, WholeFile
from gongkai.apps.people.sealing import SealBrokenError
from gongkai.statute.case_acts import ActKind

_LETTERED = (ActKind.DECIDED, ActKind.LETTER_ISSUED)
_WRITTEN = {ActKind.NOTED: "digest", ActKind.TALKED: "digest", ActKind.CORRECTED: "text_digest"}
"""The events that a note belongs to, with what they say of its words."""
NOTHING_WRITTEN = "见所附材料"
"""What stands for the words of a correction that came as papers alone."""


WITHOUT_LETTER = "虚构数据，未拟制函件"
"""What stands for the number of a letter in an invented ledger that was made without letters."""


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing that is wrong with a case (台账断点).

    ``seq`` is 0 where the row and not an event is wrong. ``is_sealed``: something sealed could not be opened.
    """

    case: Case
    seq: int
    message: str
    is_sealed: bool = False

    def __str__(self) -> str:
        place = f"第{self.seq}项" if self.seq else "登记行"
        return f"{self.case.agency.name} {self.case.number}（{self.case.reference}）{place}：{self.message}"


def break_in_file(file: WholeFile) -> Break | None:
    """Return the first thing in a file that is not as its ledger has it (案卷断点).

    The request, the applicant, the letters, the papers, the notes. That a letter corrects another stands in no ledger.
    """
    return next((broken for check in _CHECKS for broken in check(file)), None)


def _request(file: WholeFile) -> Iterator[Break]:
    case = file.case
    try:
        description = file.request_text()
    except SealBrokenError as broken:
        yield Break(case, 0, f"申请内容：{broken}", is_sealed=True)
        return
    told = request_digest(title=case.title, document_number=case.document_number, description=description)
    if file.events and file.events[0].details.get("request_digest") != told:
        yield Break(case, 1, "申请内容与收到时的摘要不符")


def _applicant(file: WholeFile) -> Iterator[Break]:
    """The mark is keyed: nobody without the key can make one that fits another person.

    It is made of the identity number, else of name and telephone; the other particulars stand in no ledger.
    """
    if file.applicant.erased_at is not None:
        return
    try:
        if file.applicant.mark() != file.case.applicant_mark:
            yield Break(file.case, 0, "申请人的姓名、证件号码或者电话与登记时的标记不符，可能被改动")
    except SealBrokenError as broken:
        yield Break(file.case, 0, f"申请人：{broken}", is_sealed=True)


def _letters(file: WholeFile) -> Iterator[Break]:
    issued = {str(event.details.get("number", "")): event for event in file.events if event.kind in _LETTERED}
    there = {letter.number for letter in file.letters}
    for letter in file.letters:
        event = issued.get(letter.number)
        if event is None:
            yield Break(file.case, 0, f"函件{letter.number}没有发出的记录")
        else:
            yield from _letter(file.case, letter, event)
    for number, event in issued.items():
        if number not in there and number != WITHOUT_LETTER:
            yield Break(file.case, event.seq, f"函件{number}不在案卷中，可能被删除或者改动了文号")


def _letter(case: Case, letter: LetterRow, event: EventRow) -> Iterator[Break]:
    told = (event.details.get("letter"), event.details.get("digest"), event.on)
    try:
        content = letter.content()
    except SealBrokenError as broken:
        yield Break(case, event.seq, f"函件{letter.number}：{broken}", is_sealed=True)
        return
    if digest_of(content) != letter.digest:
        yield Break(case, event.seq, f"函件{letter.number}的内容与摘要不符，可能被改动")
    elif told != (letter.code, letter.digest, letter.issued_on):
        yield Break(case, event.seq, f"函件{letter.number}与发出时的记录不符，可能被改动")
    else:
        said = json.loads(content)
        numbered = letter.number.endswith(f"〔{letter.year}〕{letter.serial}号")
        if (said["number"], said["title"]) != (letter.number, letter.title) or not numbered:
            yield Break(case, event.seq, f"函件{letter.number}的文号或者标题与其内容不符，可能被改动")


def _papers(file: WholeFile) -> Iterator[Break]:
    filed = {event.details["document"]: event for event in file.events if event.kind is ActKind.DOCUMENT_ATTACHED}
    for paper in file.papers:
        event = filed.pop(paper.pk, None)
        if event is None:
            yield Break(file.case, 0, f"材料“{paper.shown_name}”没有存入的记录")
        elif [event.details.get(name) for name in ("name", "digest", "part", "evidence")] != list(paper[1:]):
            yield Break(file.case, event.seq, f"材料“{paper.shown_name}”与存入时的记录不符，可能被改动")
    for event in filed.values():
        yield Break(file.case, event.seq, f"材料“{event.details.get('name', '')}”不在案卷中，可能被删除")


def _notes(file: WholeFile) -> Iterator[Break]:
    written = {event.seq: event for event in file.events if event.kind in _WRITTEN}
    for note in file.notes:
        event = written.pop(note.seq, None)
        if event is not None:
            yield from _note(file.case, event, note.text)
        elif not _was_carried(file, note.seq):
            yield Break(file.case, note.seq, "备注没有登记的记录")
    for event in written.values():
        yield Break(file.case, event.seq, f"{event.kind.label}的内容不在案卷中，可能被删除")


def _note(case: Case, event: EventRow, text: Callable[[], str]) -> Iterator[Break]:
    try:
        words = text()
    except SealBrokenError as broken:
        yield Break(case, event.seq, f"{event.kind.label}的内容：{broken}", is_sealed=True)
        return
    digests = {digest_of(words), digest_of("")} if words == NOTHING_WRITTEN else {digest_of(words)}
    if event.details.get(_WRITTEN[event.kind]) not in digests:
        yield Break(case, event.seq, f"{event.kind.label}的内容与登记时的摘要不符，可能被改动")


def _was_carried(file: WholeFile, seq: int) -> bool:
    """Whether the words came from the application that this one was split off from; its ledger has their digest."""
    return seq <= len(file.events) and file.events[seq - 1].kind is ActKind.SPLIT_FROM


_CHECKS: tuple[Callable[[WholeFile], Iterator[Break]], ...] = (_request, _applicant, _letters, _papers, _notes)
