"""The mail outbox: rows written in the transaction of their event."""
