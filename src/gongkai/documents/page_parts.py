"""The parts of an OFD package, found by the places that other parts name (OFD 部件)."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from gongkai.documents.archives import Archive, parse_xml
from gongkai.documents.page_ofd import Box, Sheet, page_box
from gongkai.documents.problems import DocumentError


class Pack:
    """An OFD package; places are relative to the part that names them, and never lead out of it (OFD 包)."""

    __slots__ = ("_archive", "_folder", "_templates")

    def __init__(self, archive: Archive) -> None:
        """Read from an opened container."""
        self._archive = archive
        self._folder = ""
        self._templates: dict[str, etree._Element | None] = {}

    def documents(self) -> list[etree._Element]:
        """Return the root of each document part that OFD.xml names (文档根).

        Raises DocumentError where there is none. Only the first is read where there are several: the others are older
        versions or attachments.
        """
        root = parse_xml(self._archive.read("OFD.xml"))
        place = root.findtext("{*}DocBody/{*}DocRoot") or ""
        name = self._name(place.strip(), "")
        if name is None:
            raise DocumentError("file.truncated", "OFD 文件缺少正文部件，可能没有下载完整；请重新下载后再试。")
        self._folder = posixpath.dirname(name)
        return [parse_xml(self._archive.read(name))]

    def sheet(self, place: str, *, templates: Mapping[str, str], default: Box | None) -> Sheet:
        """Return one page with the templates it stands on; without layers where its part is missing (取一页)."""
        root = self._part(place)
        if root is None:
            return Sheet(default, (), has_image=False)
        layers = []
        for use in root.iterfind("{*}Template"):
            place = templates.get(use.get("TemplateID", ""), "")
            if place not in self._templates:
                self._templates[place] = self._part(place)
            template = self._templates[place]
            if template is not None:
                layers.append(template)
        layers.append(root)
        has_image = any(next(layer.iter("{*}ImageObject"), None) is not None for layer in layers)
        return Sheet(page_box(root) or default, tuple(layers), has_image=has_image)

    def _part(self, place: str) -> etree._Element | None:
        name = self._name(place.strip(), self._folder)
        return None if name is None else parse_xml(self._archive.read(name))

    def _name(self, place: str, folder: str) -> str | None:
        """Return the name of an existing part; a place that leads out of the package names none."""
        if not place:
            return None
        name = posixpath.normpath(place.lstrip("/") if place.startswith("/") else posixpath.join(folder, place))
        return name if name in self._archive.names else None
