"""Invented organs, people and cases, the same every time for the same seed (虚构样例数据)."""
