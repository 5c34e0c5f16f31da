"""What the public sees (公众页面)."""
