"""One table class for each list."""
