"""What was pasted from Word, Excel or an e-mail, read as actions.

`cells` makes rows of cells of a text, `lists` of a list, `columns` guesses what each column
is, `actions` makes of each row the cells of an action. Nothing here knows the database.
"""
