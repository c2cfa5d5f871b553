"""Indicator tables, which reports of before 2019 have: found by their heads, with every label read as it is printed.

``knowledge`` is what the grammars say; ``header`` finds the tables; ``marked`` and ``flowing`` cut them into rows, with
cell marks and without; ``cutting`` parts figures that ran together; ``assembling`` makes records of the rows; and
``statistics_reader`` is the way through all of them.
"""
