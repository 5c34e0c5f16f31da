"""The pages of published annual reports (年度报告)."""
