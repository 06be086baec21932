"""The pages of reference data, with the rules that say who may open them.

What the data is, and how it is listed and typed in, is the business of `council` and of
the apps that register their own kinds; this package stands above them because the right
to see and change it depends on the roles of `accounts`.
"""
