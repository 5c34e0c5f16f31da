"""The figures of the public reports as open data (开放数据)."""
