"""Zip containers and XML parts: what is read, and what each kind of bad file is refused with."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from gongkai.documents import limits
from gongkai.documents.archives import open_archive, parse_xml
from gongkai.documents.problems import DocumentError


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return buffer.getvalue()


def patched(content: bytes, offset: int, value: bytes) -> bytes:
    return content[:offset] + value + content[offset + len(value) :]


def code_of(read: object, *arguments: object) -> str:
    with pytest.raises(DocumentError) as refusal:
        read(*arguments)  # type: ignore[operator]
    assert refusal.value.problem.message.endswith(("。", "再试。"))
    return refusal.value.problem.code


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_part_is_read_as_it_was_packed(method: int) -> None:
    archive = open_archive(packed({"a.xml": "公开".encode(), "b/c.xml": b""}, method))
    assert archive.names == {"a.xml", "b/c.xml"}
    assert archive.read("a.xml") == "公开".encode()
    assert archive.read("b/c.xml") == b""


def test_a_part_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        open_archive(packed({"a": b"1"})).read("b")


def test_a_container_may_follow_other_bytes() -> None:
    assert open_archive(b"MZ stub" + packed({"a": b"1"})).read("a") == b"1"


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"not a zip", packed({"a": b"1" * 100})[:-30]],
    ids=["empty", "signature", "text", "cut off"],
)
def test_a_container_without_its_directory_is_truncated(content: bytes) -> None:
    assert code_of(open_archive, content) == "file.truncated"


def test_a_damaged_part_is_truncated() -> None:
    content = packed({"a": b"1234567890" * 10}, zipfile.ZIP_STORED)
    archive = open_archive(content.replace(b"123456", b"123457", 1))
    assert code_of(archive.read, "a") == "file.truncated"


def test_a_broken_deflate_stream_is_truncated() -> None:
    content = packed({"a": bytes(range(256)) * 4})
    assert code_of(open_archive(patched(content, 31, b"\xff\xff\xff\xff")).read, "a") == "file.truncated"


def test_an_encrypted_part_is_said_to_be_encrypted() -> None:
    content = packed({"a": b"1"})
    flags_in_directory = content.index(b"PK\x01\x02") + 8
    assert code_of(open_archive(patched(content, flags_in_directory, b"\x01")).read, "a") == "file.encrypted"


def test_a_part_packed_in_an_odd_way_is_unsupported() -> None:
    assert code_of(open_archive(packed({"a": b"1"}, zipfile.ZIP_BZIP2)).read, "a") == "file.unsupported"


def test_a_part_that_admits_to_be_a_bomb_is_hostile() -> None:
    content = packed({"a": b"0" * (limits.MAX_UNPACKED_BYTES + 1)})
    assert len(content) < 200_000
    assert code_of(open_archive(content).read, "a") == "file.hostile"


def test_parts_that_are_a_bomb_only_together_are_hostile() -> None:
    half = b"0" * (limits.MAX_UNPACKED_BYTES // 2 + 1)
    archive = open_archive(packed({"a": half, "b": half}))
    assert len(archive.read("a")) == len(half)
    assert code_of(archive.read, "b") == "file.hostile"


def test_a_part_that_is_larger_than_it_says_is_not_inflated_further() -> None:
    content = packed({"a": b"0" * 1_000_000})
    size_in_directory = content.index(b"PK\x01\x02") + 24
    lying = patched(content, size_in_directory, (10).to_bytes(4, "little"))
    assert code_of(open_archive(lying).read, "a") == "file.truncated"


def test_a_container_of_very_many_parts_is_hostile() -> None:
    parts = dict.fromkeys(map(str, range(limits.MAX_PARTS + 1)), b"")
    assert code_of(open_archive, packed(parts, zipfile.ZIP_STORED)) == "file.hostile"


def test_xml_is_parsed_without_comments_and_instructions() -> None:
    root = parse_xml("<a>公<!-- x --><?y z?>开</a>".encode())
    assert (root.tag, root.text, len(root)) == ("a", "公开", 0)


def test_xml_in_utf_16_is_parsed() -> None:
    assert parse_xml('<?xml version="1.0" encoding="UTF-16"?><a>公开</a>'.encode("utf-16")).text == "公开"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<a><b></a>", b"<a>", "公开".encode(), b"<a>\xff\xfe</a>"])
def test_what_is_not_well_formed_is_truncated(content: bytes) -> None:
    assert code_of(parse_xml, content) == "file.truncated"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY lol "lol"><!ENTITY many "&lol;&lol;&lol;&lol;">',
        '<!ENTITY outside SYSTEM "file:///etc/passwd">',
        "<!ENTITY % parameter \"<!ENTITY inner '1'>\"> %parameter;",
    ],
)
def test_entity_declarations_are_hostile(declaration: str) -> None:
    document = f"<!DOCTYPE a [{declaration}]><a>1</a>"
    assert code_of(parse_xml, document.encode()) == "file.hostile"
    assert code_of(parse_xml, document.encode("utf-16")) == "file.hostile"


@pytest.mark.parametrize("place", ["http://example.invalid/a.dtd", "file:///etc/passwd", "missing.dtd"])
def test_a_document_type_is_never_loaded(place: str) -> None:
    assert parse_xml(f'<!DOCTYPE a SYSTEM "{place}"><a>1</a>'.encode()).text == "1"


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_nesting_is_hostile(depth: int) -> None:
    assert code_of(parse_xml, b"<a>" * depth + b"</a>" * depth) == "file.hostile"


def test_a_swarm_of_elements_is_hostile() -> None:
    assert code_of(parse_xml, b"<a>" + b"<b/>" * 1_300_000 + b"</a>") == "file.hostile"


def test_a_text_of_thirty_megabytes_is_hostile() -> None:
    assert code_of(parse_xml, b"<a>" + b"7" * 30_000_000 + b"</a>") == "file.hostile"
