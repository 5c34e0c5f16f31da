"""Reading rules, decisions and charges (查阅主动公开记录)."""
