"""The process that cleans: libraries and the file system, no Django, no settings, no network."""
