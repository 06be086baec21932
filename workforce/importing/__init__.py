"""Files of percentages as they were published, each imported as a whole or not at all."""
