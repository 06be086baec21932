"""How long the slow things take: `./dev bench`.

Ratios of one run, since seconds differ from machine to machine: each thing is done with a
plan of the usual size and with one four times as large. A ratio near 4 is linear.
"""
