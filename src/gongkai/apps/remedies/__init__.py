"""Reconsideration and litigation: the records behind table four (行政复议和行政诉讼)."""
