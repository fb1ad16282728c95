"""Paper and calendars to take along: each view opens the door, asks for the facts, writes one file."""
