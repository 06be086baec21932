"""The demonstration council: an invented one, laid into an empty database.

Everything goes through the functions that the screens use, so that the demonstration
shows what the product does and nothing else.
"""
