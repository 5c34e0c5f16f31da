"""The acts on rules, decisions and charges: one function an act (主动公开记录服务)."""
