"""The pages on which an annual report is compiled, checked and sent on its way (年度报告编制)."""
