"""Collections of other organs' reports on the desk (报告集)."""
