"""Writing the prose of an annual report: figures as live fields, guidance, warnings (年度报告起草)."""
