"""The history of a plan and of its parts: the audit trail, told in sentences.

`tree` knows which rows belong to a plan, `entries` finds what happened to them, `rows`
names them, `fields` puts columns and values into words, `sentences` tells an act.
"""
