"""The tables and charts of a workforce profile, for officers and for publication alike."""
