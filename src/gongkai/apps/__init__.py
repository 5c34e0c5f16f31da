"""The records of an organ's work, one Django app for each kind (业务记录)."""
