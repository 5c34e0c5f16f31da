"""Published annual reports that were taken in, read and judged (年度报告目录)."""
