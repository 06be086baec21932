"""What the returns of several years say, worked out from the true figures."""
