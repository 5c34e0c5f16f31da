"""The pages of settings (系统设置)."""
