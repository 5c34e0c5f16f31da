"""The organs that disclose: their tree, their contacts, their channels and who follows whom (行政机关)."""
