"""Rules, decisions and charges: the records behind table two (信息公开记录)."""
