"""OFD files (GB/T 33190): text codes and drawn lines become blocks (读取 OFD)."""

from __future__ import annotations

import time

from gongkai.documents import limits
from gongkai.documents.archives import Archive, open_archive
from gongkai.documents.blocks import Carrier, Document
from gongkai.documents.page_layout import arrange
from gongkai.documents.page_marks import PageMarks
from gongkai.documents.page_ofd import Sheet, marks, page_box
from gongkai.documents.page_parts import Pack
from gongkai.documents.problems import DocumentError, Problem


def read(content: bytes) -> Document:
    """Read an OFD file (读取 OFD).

    Pages whose part is missing or that are only a picture are named in ``problems``. Raises DocumentError where the
    file as a whole cannot be read.
    """
    pack = Pack(_opened(content))
    started = time.monotonic()
    pages: list[PageMarks] = []
    problems: list[Problem] = []
    characters = 0
    for number, sheet in enumerate(_sheets(pack), start=1):
        if not sheet.layers:
            problems.append(Problem("page.missing", f"第{number}页在文件中缺失，未能读取；请重新获取文件。"))
            continue
        page = marks(sheet, number=number)
        pages.append(page)
        characters += sum(len(piece.text) for piece in page.pieces)
        if not page.pieces and sheet.has_image:
            message = f"第{number}页是图片，没有文字；请提供可以选中文字的文件，或先转换为 PDF 再识别。"
            problems.append(Problem("page.scanned", message))
        if characters > limits.MAX_TEXT_CHARACTERS:
            raise DocumentError("file.too_large", "OFD 文字过多，不像一份年度报告；请只提交年度报告部分。")
        if time.monotonic() - started > limits.PAGES_SECONDS:
            raise DocumentError("file.timeout", f"OFD 内容过于复杂，读到第{number}页已超时；请简化后再试。")
    return Document(Carrier.OFD, arrange(pages), tuple(problems))


def _opened(content: bytes) -> Archive:
    archive = open_archive(content)
    if "OFD.xml" not in archive.names:
        raise DocumentError("file.unsupported", "这不是 OFD 文件（缺少 OFD.xml）；请检查文件是否选错。")
    return archive


def _sheets(pack: Pack) -> list[Sheet]:
    """Return the pages of every document in the package, in order."""
    sheets: list[Sheet] = []
    for root in pack.documents():
        default = page_box(root.find("{*}CommonData"))
        templates = {
            found.get("ID", ""): found.get("BaseLoc", "") for found in root.iterfind("{*}CommonData/{*}TemplatePage")
        }
        listed = root.findall("{*}Pages/{*}Page")
        if len(sheets) + len(listed) > limits.MAX_PAGES:
            message = f"OFD 共{len(listed)}页，超过{limits.MAX_PAGES}页的上限；请只提交年度报告部分。"
            raise DocumentError("file.too_large", message)
        sheets.extend(pack.sheet(page.get("BaseLoc", ""), templates=templates, default=default) for page in listed)
    if not sheets:
        raise DocumentError("file.truncated", "OFD 文件中没有任何页面；请重新下载或重新导出后再试。")
    return sheets
