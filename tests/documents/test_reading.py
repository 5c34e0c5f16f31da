"""Any file is read by what it holds (读取文件)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from documents import doc_samples
from gongkai.documents.blocks import Carrier
from gongkai.documents.problems import DocumentError
from gongkai.documents.reading import read_document


@pytest.mark.parametrize(
    ("content", "carrier"),
    [
        ("一、总体情况\n收到3件".encode("gbk"), Carrier.TEXT),
        ("# 年报\n|甲|乙|\n|-|-|\n|1|2|".encode(), Carrier.MARKDOWN),
        (doc_samples.sample("marks"), Carrier.DOC),
    ],
)
def test_the_reader_follows_the_content(content: bytes, carrier: Carrier) -> None:
    assert read_document(content).carrier is carrier


def test_what_no_reader_takes_is_refused() -> None:
    with pytest.raises(DocumentError):
        read_document(b"\x89PNG\r\n\x1a\n")


def test_reading_text_loads_no_library_of_another_carrier() -> None:
    program = (
        "import sys; from gongkai.documents.reading import read_document; read_document('一、总体情况'.encode());"
        "print({'lxml', 'pypdfium2', 'olefile', 'selectolax', 'zipfile'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "set()"
