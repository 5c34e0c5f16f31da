"""One data file per State Council holiday notice (放假安排通知)."""
