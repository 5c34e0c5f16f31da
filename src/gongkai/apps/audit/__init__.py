"""Who did what, on what, when: kept for ever and never changed (操作日志)."""
