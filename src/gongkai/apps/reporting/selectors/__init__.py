"""Reading annual reports, each by somebody who may see it (查阅年度报告)."""
