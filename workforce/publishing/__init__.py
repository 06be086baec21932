"""What of the workforce leaves the council: the tables, their disclosure control, the record."""
