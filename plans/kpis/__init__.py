"""The figures of a KPI: what was reported, which way it goes, where the year will end."""
