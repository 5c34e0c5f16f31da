"""Carriers: bytes in, blocks of text and tables out, and back (文件载体).

Pure: nothing here knows a form or a law, touches the network, or opens a file other than the bytes it was given.
"""
