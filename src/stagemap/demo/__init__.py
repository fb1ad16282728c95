"""The demo: a cast, a sign-in page with one button a persona, a clock that can be set. Never in production."""
