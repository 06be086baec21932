"""Dashboards: how a plan, a directorate and the council stand, each figure with its list."""
