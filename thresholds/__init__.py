"""The threshold framework: which help fits which level of need, for everybody who works with
children. It is a guide, never used mechanistically, and nothing about a child is kept."""
