"""Page layout, components, forms, clock, doors and limits: Django-aware, blind to internships."""
