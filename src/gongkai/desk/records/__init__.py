"""The pages of rules, decisions, charges, reconsiderations and suits: what the report counts (统计台账)."""
