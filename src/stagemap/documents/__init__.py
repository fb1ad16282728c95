"""The same facts on paper and in calendars: the roster as PDF and DOCX, the week as ICS."""
