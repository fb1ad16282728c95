"""Chosen tasks, project, the week roster and its versions."""
