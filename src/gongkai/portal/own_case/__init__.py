"""How somebody follows their own application (办理进度)."""
