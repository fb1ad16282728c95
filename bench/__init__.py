"""The figures: make bench prints them with their conditions. Never part of the tests."""
