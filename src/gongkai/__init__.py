"""gongkai (公开): the work of government information disclosure, and the report that falls out of it."""
