"""How a letter names the provisions it rests on (法律依据的写法)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from types import MappingProxyType

from gongkai.statute.citations import Citation, Instrument
from gongkai.statute.instruments import (
    DISCLOSURE_SUITS,
    FEE_MEASURES,
    LITIGATION_LAW,
    RECONSIDERATION_LAW,
    REGULATION_2019,
)

# The notice's own day could not be read; a province passed it on, on 4 March 2019, as issued recently.
REORGANISED_ORGANS = Instrument(
    "国务院办公厅政府信息与政务公开办公室关于机构改革后政府信息公开申请办理问题的解释",
    "国办公开办函〔2019〕14号",
    date(2019, 3, 4),
)

INSTRUMENTS = MappingProxyType(
    {
        "REGULATION_2019": REGULATION_2019,
        "FEE_MEASURES": FEE_MEASURES,
        "REORGANISED_ORGANS": REORGANISED_ORGANS,
    }
)
"""The instruments that the wording of letters names by these words (函件所引法律文件)."""

_OF_THE_STATE = frozenset({REGULATION_2019, RECONSIDERATION_LAW, LITIGATION_LAW})
_WITH_NUMBER = frozenset({FEE_MEASURES, REORGANISED_ORGANS, DISCLOSURE_SUITS})


def name_of(instrument: Instrument) -> str:
    """Write an instrument's full name as a letter does (法律文件全称)."""
    state = "中华人民共和国" if instrument in _OF_THE_STATE else ""
    number = f"（{instrument.number}）" if instrument in _WITH_NUMBER else ""
    return f"《{state}{instrument.title}》{number}"


def cite(citations: Iterable[Citation]) -> str:
    """Write provisions, each instrument named once: 《……》第三十六条第三项、第十四条 (引用条款)."""
    groups = groupby(citations, key=lambda citation: citation.instrument)
    return "和".join(
        name_of(instrument) + "、".join(citation.provision for citation in group if citation.provision)
        for instrument, group in groups
    )
