"""An organ's own register as a workbook: its columns, its rows, and what each row may not be (既有台账)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from gongkai.apps.casework.identity_documents import IdentityKind
from gongkai.apps.casework.intake_forms import ApplicantForm, RequestForm
from gongkai.apps.casework.services import PastOutcome
from gongkai.documents import xlsx
from gongkai.documents.blocks import Block, Grid
from gongkai.documents.problems import DocumentError
from gongkai.statute.past_outcomes import outcome_worded
from gongkai.statute.procedure_fields import APPLICANT_KINDS
from gongkai.statute.receipt import Channel

MOST_ROWS = 5000
MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the register (台账栏目)."""

    code: str
    label: str
    is_required: bool = False


COLUMNS = (
    Column("arrived_on", "到达日期", is_required=True),
    Column("confirmed_on", "确认日期"),
    Column("channel", "申请渠道", is_required=True),
    Column("kind", "申请人类别", is_required=True),
    Column("name", "姓名或者名称", is_required=True),
    Column("identity_kind", "身份证明"),
    Column("identity_number", "证件号码"),
    Column("contact_person", "联系人"),
    Column("phone", "联系电话"),
    Column("email", "电子邮箱"),
    Column("address", "联系地址"),
    Column("title", "信息名称", is_required=True),
    Column("document_number", "文号"),
    Column("description", "内容描述"),
    Column("outcome", "办理结果"),
    Column("answered_on", "答复日期"),
    Column("answer_number", "答复文号"),
)
_ENDING = COLUMNS[-3:]
_BY_LABEL = {column.label: column for column in COLUMNS}
_CHANNELS = {channel.label: channel for channel in Channel}
_KINDS = {label: code for code, label in APPLICANT_KINDS}
_IDENTITIES = {kind.label: kind.code for kind in IdentityKind}
_OFFERED: Mapping[str, list[str]] = {
    "申请渠道": list(_CHANNELS),
    "申请人类别": list(_KINDS),
    "身份证明": list(_IDENTITIES),
}
_APPLICANT = ("name", "identity_kind", "identity_number", "contact_person", "phone", "email", "address")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that makes an application (登记行). ``line`` is its number in the sheet.

    ``outcome`` is how the application ended where the register says so, None where it is still open.
    """

    line: int
    key: str
    arguments: Mapping[str, Any]
    outcome: PastOutcome | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that does not, and why (未收录的行)."""

    line: int
    reason: str


class RegisterRefusedError(Exception):
    """The file as a whole cannot be taken (不能导入)."""


def blank_register() -> bytes:
    """Return an empty register with its columns, to be filled in (空白台账)."""
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet("申请台账")
        bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, 18, text)
            sheet.write_string(0, place, column.label, bold)
        sheet.freeze_panes(1, 0)
        for label, choices in _OFFERED.items():
            place = list(_BY_LABEL).index(label)
            sheet.data_validation(1, place, MOST_ROWS, place, {"validate": "list", "source": choices})
    return written.getvalue()


def rows_of(content: bytes, *, scope: str, name: str) -> Iterator[Entry | Refused]:
    """Yield each row as what it makes or why it makes nothing (读取台账).

    ``name`` is that of the file, for the ledger's record of past outcomes. ``scope`` names the organ:
    the same row of the same register makes one application, however often it is sent.
    Raises RegisterRefusedError where the file is no register.
    """
    (_, header), *body = _lines(content)
    columns = [_BY_LABEL.get(label.strip().rstrip("*＊")) for label in header]
    known = {column.code for column in columns if column}
    lacking = [column.label for column in COLUMNS if column.is_required and column.code not in known]
    if lacking:
        raise RegisterRefusedError(f"第一行应当是栏目名称，还缺：{'、'.join(lacking)}。请用本页的空白台账。")
    if len(body) > MOST_ROWS:
        raise RegisterRefusedError(f"一次最多导入 {MOST_ROWS} 行，这个文件有 {len(body)} 行，请分几次导入。")
    for number, row in body:
        told = {column.code: cell.strip() for column, cell in zip(columns, row, strict=False) if column}
        yield _entry(number, told, scope, name)


def _lines(content: bytes) -> list[tuple[int, Sequence[str]]]:
    """Return the rows of the first sheet with their numbers; blank rows part them into several blocks."""
    if len(content) > MOST_BYTES:
        raise RegisterRefusedError("文件超过 10 MB，请分几次导入。")
    try:
        blocks = xlsx.read(content).blocks
    except DocumentError as refusal:
        raise RegisterRefusedError(f"不能读取这个文件：{refusal}") from refusal
    lines = [line for block in blocks if block.place.sheet == blocks[0].place.sheet for line in _lines_of(block)]
    if len(lines) < 2:
        raise RegisterRefusedError("文件里没有找到台账：应当是 xlsx，第一行是栏目名称，下面每行一件申请。")
    return lines


def _lines_of(block: Block) -> Iterator[tuple[int, Sequence[str]]]:
    rows = block.rows if isinstance(block, Grid) else ((block.text,),)
    before = [""] * ((block.place.column or 1) - 1)
    for number, row in enumerate(rows, start=block.place.row or 1):
        cells = [*before, *(cell or "" for cell in row)]
        if any(cell.strip() for cell in cells):
            yield number, cells


def _entry(line: int, told: Mapping[str, str], scope: str, name: str) -> Entry | Refused:
    lacking = [column.label for column in COLUMNS if column.is_required and not told.get(column.code)]
    if lacking:
        return Refused(line, f"缺少{'、'.join(lacking)}")
    try:
        arguments, outcome = _arguments(told), _outcome(told, source=f"{name}第{line}行")
    except ValueError as fault:
        return Refused(line, str(fault))
    # How it ended is left out: told later of a known application, it must not make a second one.
    written = "\x1f".join([scope, *(told.get(column.code, "") for column in COLUMNS if column not in _ENDING)])
    return Entry(line, f"register-{hashlib.sha256(written.encode()).hexdigest()[:40]}", arguments, outcome)


def _arguments(told: Mapping[str, str]) -> dict[str, Any]:
    applicant = {code: told.get(code, "") for code in _APPLICANT}
    if applicant["identity_kind"]:
        applicant["identity_kind"] = _one_of(_IDENTITIES, applicant["identity_kind"], "身份证明")
    return {
        "channel": _one_of(_CHANNELS, told["channel"], "申请渠道"),
        "applicant": ApplicantForm(kind=_one_of(_KINDS, told["kind"], "申请人类别"), **applicant),
        "request": RequestForm(
            title=told["title"],
            description=told.get("description", ""),
            document_number=told.get("document_number", ""),
        ),
        "arrived_on": _day(told["arrived_on"], "到达日期"),
        "confirmed_on": _day(told["confirmed_on"], "确认日期") if told.get("confirmed_on") else None,
    }


def _outcome(told: Mapping[str, str], *, source: str) -> PastOutcome | None:
    worded, answered = told.get("outcome", ""), told.get("answered_on", "")
    if not worded and not answered:
        return None
    if not worded or not answered:
        raise ValueError("办理结果和答复日期应当一并填写；尚未办结的两项都留空")
    return PastOutcome(
        code=outcome_worded(worded),
        answered_on=_day(answered, "答复日期"),
        source=source,
        number=told.get("answer_number", ""),
    )


def _one_of(known: Mapping[str, Any], label: str, column: str) -> Any:
    if label not in known:
        raise ValueError(f"{column}“{label[:20]}”不在范围内，应当是：{'、'.join(known)}")
    return known[label]


def _day(text: str, column: str) -> date:
    plain = text.split(" ")[0].split("T")[0].replace("年", "-").replace("月", "-").replace("日", "")
    parts: Sequence[str] = plain.replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{column}“{text[:20]}”不是日期，应当写成 2026-03-13") from None
