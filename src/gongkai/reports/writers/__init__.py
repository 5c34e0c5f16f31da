"""Reports written as files: figures and prose to documents in the official form (年度报告输出).

Every writer is deterministic: the same report gives the same bytes.
"""
