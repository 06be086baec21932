"""Rolling a plan forward: next year's plan made from this one."""
