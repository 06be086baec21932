"""Annual reports: writing, submitting and printing."""
