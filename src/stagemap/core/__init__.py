"""The rules of an internship: standard library only, no framework, no clock, no input or output."""
