"""Applications on request, each a ledger of what happened (依申请公开)."""
