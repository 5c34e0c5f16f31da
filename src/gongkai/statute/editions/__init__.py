"""The editions of the annual report's form, newest last (历版年度报告格式)."""

from __future__ import annotations

from gongkai.statute.editions.edition_2019 import EDITION_2019
from gongkai.statute.editions.edition_2021 import EDITION_2021
from gongkai.statute.report_form import Form

EDITIONS: tuple[Form, ...] = (EDITION_2019, EDITION_2021)
BY_EDITION = {form.edition: form for form in EDITIONS}


def form_for(year: int) -> Form:
    """Return the form prescribed for the report of ``year`` (适用格式).

    Raises KeyError for a year before the first edition: reports of 2018 and earlier had no unified form.
    """
    for form in reversed(EDITIONS):
        if form.first_year <= year:
            return form
    raise KeyError(year)
