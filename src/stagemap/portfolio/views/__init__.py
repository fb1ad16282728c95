"""Views of the portfolio: door, question, service, answer."""
