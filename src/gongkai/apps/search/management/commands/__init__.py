"""Commands of the search (检索命令)."""
