"""The pages of cover reports and of their templates."""
