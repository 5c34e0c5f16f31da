"""The pages on which officers do casework (申请件办理)."""
