"""Signing in, and an officer's own account (登录与账号)."""
