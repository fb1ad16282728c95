"""Stagemap: a care internship from the first observation moment to the reflection."""
