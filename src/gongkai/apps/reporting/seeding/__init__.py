"""Invented reports with known errors, in any number, to measure and to try out (虚构报告)."""
