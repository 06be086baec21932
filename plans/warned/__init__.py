"""What looks wrong in a plan, by subject; `plans.warnings` has the list of all checks."""
