"""The acts on reconsideration and litigation cases (复议诉讼服务)."""
