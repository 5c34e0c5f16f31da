"""Reading reconsideration and litigation cases (查阅复议诉讼案件)."""
