"""Files that people hand in: recognised by what they hold, cleaned in a process of their own, kept under their hash.

Nothing is imported here: the process that cleans reads ``kinds`` and ``washing`` without Django.
"""
