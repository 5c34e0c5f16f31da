"""The heads over table three's columns, as they can be made out from the words before its first row (表头)."""

from __future__ import annotations

from dataclasses import dataclass

_STEMS = ("自然人", "商业", "科研", "社会公益", "法律服务")
_GROUP = "法人或其他组织"
_OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Heads:
    """What the heads say of the columns (表头信息).

    ``are_moved``: they stand in another order than the form's. ``lack_a_column``: one kind of applicant is not there,
    though others are.
    """

    are_moved: bool
    lack_a_column: bool

    @classmethod
    def of(cls, letters: str) -> Heads:
        """Read the heads out of the letters before the first row of the table; heads lost in conversion say nothing."""
        plain = letters.replace(_GROUP, "")
        found = [plain.find(stem) for stem in _STEMS]
        present = [at for at in found if at >= 0]
        other = plain.find(_OTHER)
        are_moved = present != sorted(present) or (len(present) == len(_STEMS) and 0 <= other < found[-1])
        return cls(are_moved, lack_a_column=bool(present) and len(present) < len(_STEMS))
