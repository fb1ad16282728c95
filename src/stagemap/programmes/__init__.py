"""Programmes as data: the shipped library, and the editions that a coordinator opened, each pinned to its text."""
