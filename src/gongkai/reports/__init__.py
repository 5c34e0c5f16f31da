"""Published annual reports: blocks to figures, figures to findings, figures to documents (年度报告).

Pure: knows the form (:mod:`gongkai.statute`) and the carriers (:mod:`gongkai.documents`), and no database or web.
"""
