"""Accounts, their language, and how they sign in."""
