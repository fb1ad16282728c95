"""Views of the placements: door, question, service, answer."""
