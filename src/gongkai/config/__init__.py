"""Settings, addresses and the entry point of the web product (配置)."""
