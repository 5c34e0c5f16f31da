"""The law of government information disclosure as dated, cited data with short functions over it (法).

Pure: standard library only, no clock, no files but its own calendars.
"""
