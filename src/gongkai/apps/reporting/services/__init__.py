"""The acts on annual reports, one function an act (年度报告业务)."""
