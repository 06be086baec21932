"""The forms of cover reports and of their templates."""
