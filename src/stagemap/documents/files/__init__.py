"""Laying out and writing: facts in, bytes out. Nothing here reads the database or a clock."""
