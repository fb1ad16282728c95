"""Who did what when: append-only, ids and field names only, never values."""
