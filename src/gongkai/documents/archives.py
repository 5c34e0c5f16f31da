"""Zip containers and the XML inside them, opened so that a hostile file costs nothing (压缩容器).

DOCX, XLSX and OFD are all zip archives of XML parts. What is checked here is checked for each of them: the sizes the
directory admits, the bytes that really come out, encryption, entity declarations, nesting and the number of nodes.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from io import BytesIO
from struct import Struct
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from gongkai.documents import limits
from gongkai.documents.problems import DocumentError

_ENCRYPTED_FLAG = 0x1
_RAW_DEFLATE = -15
_LOCAL_HEADER = Struct("<4s22xHH")
_LOCAL_SIGNATURE = b"PK\x03\x04"

_MAX_XML_NODES = 1_200_000
"""An element, attribute or reference takes up to 250 bytes once parsed, so this many stay under 300 MB."""
_SHORTEST_NODE = len("&a;")

# Not collect_ids=False, though it is faster: libxml2 then loads the external subset that a document type names.
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)

_TRUNCATED = "文件不完整或已损坏，无法打开。请重新下载或请提供方重新发送后再试。"
_ENCRYPTED = "文件设有打开密码。请在原软件中取消密码、另存后再试。"
_BOMB = "文件展开后的体积远超正常文件，为安全起见不予读取。请核实文件来源。"
_METHOD = "文件使用了不常见的压缩方式，无法打开。请用办公软件打开后另存一份再试。"
_ENTITIES = "文件内嵌实体声明，可能是恶意文件，不予读取。请核实文件来源，或用办公软件打开后另存一份再试。"
_NESTING = "文件内部的结构嵌套过深或过大，可能是恶意文件，不予读取。请核实文件来源。"
_NOT_XML = "文件内部的内容已损坏，不是有效的 XML。请用办公软件打开并另存一份，或重新获取文件后再试。"


class Archive:
    """A zip container held in memory, whose parts are read on demand and within limits (压缩容器)."""

    __slots__ = ("_allowance", "_content", "_members", "names")

    names: frozenset[str]

    def __init__(self, content: bytes, members: Mapping[str, ZipInfo]) -> None:
        """Keep ``content`` and its directory; all reads together may unpack ``limits.MAX_UNPACKED_BYTES``."""
        self._content = content
        self._members = members
        self._allowance = limits.MAX_UNPACKED_BYTES
        self.names = frozenset(members)

    def read(self, name: str) -> bytes:
        """Return the unpacked bytes of the part ``name`` (读取部件).

        Raises KeyError when there is no such part (see ``names``) and DocumentError when it is damaged
        (``file.truncated``), encrypted (``file.encrypted``), packed in an odd way (``file.unsupported``) or a bomb
        (``file.hostile``).
        """
        member = self._members[name]
        self._admit(member)
        packed = self._packed(member)
        if member.compress_type == ZIP_DEFLATED:
            try:
                # The bound holds even where the directory lies about the size.
                unpacked = zlib.decompressobj(_RAW_DEFLATE).decompress(packed, member.file_size + 1)
            except zlib.error as broken:
                raise DocumentError("file.truncated", _TRUNCATED) from broken
        else:
            unpacked = packed
        if len(unpacked) != member.file_size or zlib.crc32(unpacked) != member.CRC:
            raise DocumentError("file.truncated", _TRUNCATED)
        return unpacked

    def _admit(self, member: ZipInfo) -> None:
        """Refuse a part before a byte of it is inflated, and take its size off the allowance (解压前检查)."""
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise DocumentError("file.encrypted", _ENCRYPTED)
        if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise DocumentError("file.unsupported", _METHOD)
        self._allowance -= member.file_size
        if self._allowance < 0:
            raise DocumentError("file.hostile", _BOMB)

    def _packed(self, member: ZipInfo) -> bytes:
        """Return the bytes of a part as they lie in the file, behind its own header (压缩数据)."""
        header = self._content[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size:
            raise DocumentError("file.truncated", _TRUNCATED)
        signature, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        if signature != _LOCAL_SIGNATURE:
            raise DocumentError("file.truncated", _TRUNCATED)
        begin = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        return self._content[begin : begin + member.compress_size]


def open_archive(content: bytes) -> Archive:
    """Open a zip container held in memory (打开压缩容器).

    Raises DocumentError: ``file.truncated`` when the directory at its end is missing or broken, ``file.hostile`` when
    it lists more parts than any office file has.
    """
    try:
        opened = ZipFile(BytesIO(content))
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError) as broken:
        raise DocumentError("file.truncated", _TRUNCATED) from broken
    if len(opened.filelist) > limits.MAX_PARTS:
        raise DocumentError("file.hostile", _BOMB)
    return Archive(content, opened.NameToInfo)


def parse_xml(content: bytes) -> etree._Element:
    """Parse one XML part and return its root element (解析 XML).

    Nothing outside ``content`` is ever loaded, no entity is expanded, comments and processing instructions are left
    out. Raises DocumentError: ``file.hostile`` for entity declarations, for nesting the parser refuses (256 elements)
    and for more nodes than any report has; ``file.truncated`` when it is not well-formed.
    """
    if len(content) > _MAX_XML_NODES * _SHORTEST_NODE:
        _refuse_swarm(content)
    try:
        root = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as broken:
        raise _xml_error(broken) from broken
    except ValueError as broken:
        raise DocumentError("file.truncated", _NOT_XML) from broken
    _refuse_entities(root)
    return root


def _refuse_swarm(content: bytes) -> None:
    if content.count(b"<") + content.count(b"=") + content.count(b"&") > _MAX_XML_NODES:
        raise DocumentError("file.hostile", _NESTING)


def _refuse_entities(root: etree._Element) -> None:
    declarations = root.getroottree().docinfo.internalDTD
    # The stubs of lxml know neither the entities of a DTD nor the code of a syntax error.
    if declarations is not None and declarations.entities():  # type: ignore[attr-defined]
        raise DocumentError("file.hostile", _ENTITIES)


def _xml_error(broken: etree.XMLSyntaxError) -> DocumentError:
    code: int = broken.code  # type: ignore[attr-defined]
    if code in (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NAME_TOO_LONG):
        return DocumentError("file.hostile", _NESTING)
    if code == etree.ErrorTypes.ERR_ENTITY_LOOP:
        return DocumentError("file.hostile", _ENTITIES)
    return DocumentError("file.truncated", _NOT_XML)
