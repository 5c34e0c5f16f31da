"""What each cell of the form counts, in words (单元格统计口径说明)."""

from __future__ import annotations

from gongkai.statute.report_form import CellRef

_DOCUMENTS = {
    "made": "{opens}至{closes}制发的{row}",
    "repealed": "{opens}至{closes}废止、失效的{row}",
    "in_force": "截至{closes}现行有效的{row}",
    "published": "{opens}至{closes}公开的{row}",
    "total": "截至{closes}对外公开的{row}",
}
_APPLICATIONS = {
    "new": "收到之日在{opens}至{closes}的申请",
    "carried_in": "{opens}以前收到、当时尚未办结的申请",
    "total": "{opens}至{closes}首次办结的全部申请",
    "carried_out": "截至{closes}已经收到、尚未办结的申请",
}
_REMEDIES = {
    "pending": "截至{closes}尚未审结的{row}案件",
    "total": "{opens}至{closes}审结和截至{closes}尚未审结的{row}案件",
}


def of_documents(cell: CellRef, year: int) -> str:
    """Tell what a cell of documents counts (文件件数口径)."""
    return f"{_filled(_DOCUMENTS[cell.column.key], cell, year)}；联合制发的计入牵头机关"


def of_decisions(cell: CellRef, year: int) -> str:
    """Tell what a cell of decisions counts (决定件数口径)."""
    return _filled("{opens}至{closes}作出的{row}决定，包括依法不公开的", cell, year)


def of_charges(cell: CellRef, year: int) -> str:
    """Tell what the cell of charges counts (收费金额口径)."""
    return _filled("所属期间在{opens}至{closes}届满的{row}，以万元计", cell, year)


def of_applications(cell: CellRef, year: int) -> str:
    """Tell what a cell of table three counts (申请件数口径)."""
    template = _APPLICATIONS.get(cell.row.key, "{opens}至{closes}首次办结、办理结果为“{row}”的申请")
    kind = "" if cell.column.key == "total" else f"，申请人为{cell.column.label}"
    return f"{_filled(template, cell, year)}{kind}"


def of_remedies(cell: CellRef, year: int) -> str:
    """Tell what a cell of table four counts (复议诉讼件数口径)."""
    template = _REMEDIES.get(cell.column.key, "{opens}至{closes}审结、结果归入“{column}”的{row}案件")
    return f"{_filled(template, cell, year)}；作为复议机关的共同被告不计"


def _filled(template: str, cell: CellRef, year: int) -> str:
    return template.format(
        opens=f"{year}年1月1日", closes=f"{year}年12月31日", row=cell.row.label, column=cell.column.label
    )
