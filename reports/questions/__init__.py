"""Questions that scrutiny members may ask, and the answers of papers."""
