"""What changed between two plans, or between two states of one plan."""
