"""The letters an organ sends, pure: facts in, a checked and typeset letter out (政府信息公开函件).

Nothing here knows the web or the clock.
"""
