"""Commands of the portal (公众页面命令)."""
