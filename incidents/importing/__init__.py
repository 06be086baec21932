"""Files of returns and of old totals, each imported as a whole or not at all."""
