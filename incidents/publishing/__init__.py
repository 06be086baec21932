"""What of the returns leaves the council: the tables, their disclosure control, the record."""
