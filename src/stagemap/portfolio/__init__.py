"""The stagemap: sheets and what lies beside them, in layers, open in the class as far as no child is in it."""
