"""The table of what is withheld, as form fields: part, ground and reason on each line (不予公开的部分)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.renderers import BaseRenderer
from django.utils.datastructures import MultiValueDict

_SPARE_LINES = 3
MOST_LINES = 60
_PARTS = ("part", "ground", "reason")


class WithheldWidget(forms.Widget):
    """Lines of three inputs, always with some spare ones: it works without script (逐项填写)."""

    template_name = "desk/widgets/withheld.html"

    def __init__(self, grounds: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.grounds = grounds

    def use_required_attribute(self, initial: Any) -> bool:  # noqa: ARG002
        """Spare lines stay blank, so no single input is required (不逐格必填)."""
        return False

    def value_from_datadict(
        self,
        given: Mapping[str, Any],
        files: MultiValueDict[str, UploadedFile[Any]],  # noqa: ARG002
        name: str,
    ) -> list[dict[str, str]]:
        """Return the lines on which anything was written (读取各行)."""
        lines = (
            {part: str(given.get(f"{name}-{number}-{part}", "")).strip() for part in _PARTS}
            for number in range(MOST_LINES)
        )
        return [line for line in lines if line["part"] or line["reason"]]

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """Number the lines for the template (编排各行)."""
        context = super().get_context(name, value, dict(attrs or {}))
        filled = list(value or ())
        blank = [dict.fromkeys(_PARTS, "") for _ in range(min(_SPARE_LINES, MOST_LINES - len(filled)))]
        context["widget"]["lines"] = [
            {"prefix": f"{name}-{number}", "number": number + 1, **line}
            for number, line in enumerate([*filled, *blank])
        ]
        context["widget"]["grounds"] = self.grounds
        return context

    def id_for_label(self, id_: str) -> str:
        """Point the label at the first input (标签指向第一格)."""
        return f"{id_}-0-part" if id_ else id_

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,  # noqa: ARG002
    ) -> Any:
        """Render with the project's templates, as the template lies in an app (显示)."""
        from django.template.loader import render_to_string

        return render_to_string(self.template_name, self.get_context(name, value, attrs))


class WithheldField(forms.Field):
    """What is withheld, line by line (不予公开的部分)."""

    def __init__(self, grounds: Sequence[tuple[str, str]], **rest: Any) -> None:
        super().__init__(widget=WithheldWidget(grounds), **rest)
