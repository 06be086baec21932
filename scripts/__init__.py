"""What `./dev` does: it prepares this checkout, keeps its database and starts its programs.

Standard library only, since the set-up runs before any package is installed.
"""
