"""A look at the streams of a PDF before it is opened: would unpacking it exhaust the machine (PDF 预检).

The library that reads pages cannot be stopped once it has begun, so what would make it run away has to be found
first: streams that unpack to far more than a report can hold, and forms that draw forms that draw forms. Pictures are
not unpacked when text is read and therefore not looked at, unless a page claims one as its text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.documents import limits
from gongkai.documents.problems import DocumentError

MOST_FORM_DRAWINGS = 20_000
"""How many times forms may be drawn by forms on one page."""
LARGEST_DRAWING = 16 * 1024 * 1024
"""Bytes of drawing instructions in one stream; a map in full detail has a quarter of it."""
_DEEPEST_FORM = 30
_FARTHEST_DICTIONARY = 8_192
_CHUNK = 256 * 1024
_MOST_UNEVEN = 200_000
_HIGHEST_RATIO = 1032
_FONT_BUDGET = 120 * 1024 * 1024
"""Fonts that cannot unpack to more than this together are let pass without unpacking them."""
_PACKERS = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_SPELT_OUT = re.compile(rb"/(?=[^\s/<>\[\]()]*#)(?:#53|S)(?:#75|u)(?:#62|b)|/(?=[^\s/<>\[\]()]*#)(?:#46|F)(?:#6[fF]|o)")
_CONTENTS = re.compile(rb"/Contents\s*(?:\[([^\]]*)\]|(\d+)\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_NAMED_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+\d+\s+R")
_RESOURCES = re.compile(rb"/(?:Resources|XObject)\s+(\d+)\s+\d+\s+R")
_DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")


@dataclass(frozen=True, slots=True)
class _Stream:
    """One stream: the number of its object, its dictionary, and where its bytes lie."""

    number: int
    dictionary: bytes
    start: int
    end: int

    @property
    def is_image(self) -> bool:
        return b"/Image" in self.dictionary and b"/Form" not in self.dictionary

    @property
    def is_form(self) -> bool:
        return b"/Form" in self.dictionary

    @property
    def most_unpacked(self) -> int:
        """The most that its bytes can unpack to, by the design of the format."""
        return (self.end - self.start) * _HIGHEST_RATIO

    @property
    def is_font(self) -> bool:
        return b"/Length1" in self.dictionary or b"0C" in self.dictionary or b"/OpenType" in self.dictionary


@dataclass(slots=True)
class _Forms:
    """Which forms each form draws, and how many drawings one drawing of it amounts to."""

    draws: dict[int, tuple[int, ...]] = field(default_factory=dict)
    weights: dict[int, int] = field(default_factory=dict)


def refuse_hostile(content: bytes) -> None:
    """Raise DocumentError (file.hostile) for a PDF that would unpack or unfold without bounds (拒绝恶意文件)."""
    if _SPELT_OUT.search(content):
        raise DocumentError("file.hostile", "PDF 内部名称经过伪装，为安全起见不予读取；请重新导出后再试。")
    budget = limits.MAX_UNPACKED_BYTES
    drawn: dict[int, tuple[_Stream, list[bytes]]] = {}
    claimed = _claimed_as_text(content)
    for stream in _doubtful(content, claimed):
        size, text = _unpacked(content, stream, budget)
        budget -= size
        _refuse_endless(stream, size, text, claimed)
        if budget <= 0:
            raise DocumentError("file.hostile", "PDF 解压后的内容异常庞大，为安全起见不予读取；请重新导出后再试。")
        if stream.is_form:
            drawn[stream.number] = stream, _DRAWS.findall(text)
    if any(names for _, names in drawn.values()):
        _refuse_unfolding(content, drawn)


def _doubtful(content: bytes, claimed: frozenset[int]) -> Iterator[_Stream]:
    """Yield the streams that have to be unpacked to know how large they are."""
    fonts = _FONT_BUDGET
    for stream in _streams(content):
        is_text = stream.number in claimed
        if stream.is_image and not is_text:
            continue
        if len(_PACKERS.findall(stream.dictionary)) > 1:
            raise DocumentError("file.hostile", "PDF 中有重复压缩的内容，为安全起见不予读取；请重新导出后再试。")
        if stream.is_font and not is_text and stream.most_unpacked <= fonts:
            fonts -= stream.most_unpacked
            continue
        yield stream


def _refuse_endless(stream: _Stream, size: int, text: bytes, claimed: frozenset[int]) -> None:
    """Refuse drawing instructions of a length, or saving a state more often than restoring it, beyond all reason."""
    if stream.is_font and stream.number not in claimed:
        return
    if size > LARGEST_DRAWING or text.count(b"q") - text.count(b"Q") > _MOST_UNEVEN:
        raise DocumentError("file.hostile", "PDF 某页的绘图指令异常庞大，为安全起见不予读取；请重新导出后再试。")


def _streams(content: bytes) -> Iterator[_Stream]:
    position = content.find(b"stream")
    while position >= 0:
        end = content.find(b"endstream", position + 6)
        if end < 0:
            end = len(content)
        header = content.rfind(b" obj", max(0, position - _FARTHEST_DICTIONARY), position)
        if header >= 0:
            number = re.search(rb"(\d+)\s+\d+$", content[max(0, header - 20) : header])
            start = position + 6
            start += 2 if content[start : start + 2] == b"\r\n" else 1
            yield _Stream(int(number.group(1)) if number else 0, content[header:position], start, end)
        position = content.find(b"stream", end + 9)


def _claimed_as_text(content: bytes) -> frozenset[int]:
    numbers: set[int] = set()
    for many, one in _CONTENTS.findall(content):
        numbers.update(int(number) for number in ([one] if one else _REFERENCE.findall(many)))
    return frozenset(numbers)


def _unpacked(content: bytes, stream: _Stream, budget: int) -> tuple[int, bytes]:
    """Return how much a stream unpacks to, as far as the budget goes, and what it says unless it is a font."""
    if not _FLATE.search(stream.dictionary):
        return stream.end - stream.start, content[stream.start : stream.end]
    unpacker = zlib.decompressobj()
    size, kept = 0, list[bytes]()
    packed = content[stream.start : stream.end]
    try:
        while packed and size <= (budget if stream.is_font else min(budget, LARGEST_DRAWING)) and not unpacker.eof:
            part = unpacker.decompress(packed, _CHUNK)
            if not stream.is_font:
                kept.append(part)
            size += len(part)
            packed = unpacker.unconsumed_tail
    except zlib.error:
        pass  # not for us to judge: the library reads what it can of it
    return size, b"".join(kept)


def _refuse_unfolding(content: bytes, drawn: dict[int, tuple[_Stream, list[bytes]]]) -> None:
    anywhere = dict(_NAMED_REFERENCE.findall(content))
    forms = _Forms()
    for number, (stream, names) in drawn.items():
        meaning = anywhere | _names(content, stream.dictionary) if names else {}
        inner = (int(meaning[name]) for name in names if name in meaning)
        forms.draws[number] = tuple(form for form in inner if form in drawn)
    for form in forms.draws:
        if _weight(form, forms, ()) > MOST_FORM_DRAWINGS:
            raise DocumentError("file.hostile", "PDF 中的图形层层嵌套，展开后异常庞大，不予读取；请重新导出后再试。")


def _names(content: bytes, dictionary: bytes) -> dict[bytes, bytes]:
    """Return which objects the names in a form mean; its resources may be an object of their own."""
    text = dictionary
    for _ in range(2):
        for number in _RESOURCES.findall(text):
            found = re.search(rb"(?<!\d)%s\s+\d+\s+obj(.{0,8192}?)endobj" % number, content, re.DOTALL)
            if found:
                text += found.group(1)
    return dict(_NAMED_REFERENCE.findall(text))


def _weight(form: int, forms: _Forms, path: tuple[int, ...]) -> int:
    """Return how many drawings one drawing of a form amounts to; no honest form draws itself."""
    if form in path or len(path) > _DEEPEST_FORM:
        return MOST_FORM_DRAWINGS + 1
    if form not in forms.weights:
        total = 1
        for inner in forms.draws[form]:
            total += _weight(inner, forms, (*path, form))
            if total > MOST_FORM_DRAWINGS:
                break
        forms.weights[form] = total
    return forms.weights[form]
