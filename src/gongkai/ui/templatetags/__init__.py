"""Tags that templates may load (模板标签)."""
