"""The hall: navigation and the home of each role."""
