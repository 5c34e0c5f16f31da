"""What the templates of the portal can do (页面标签)."""
