"""The shared look: base templates, components, static files; knows no app (界面)."""
