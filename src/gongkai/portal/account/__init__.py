"""Applicants' own accounts: registering, signing in, one's applications (申请人账号页面)."""
