"""What works: how far people come, by week, campaign, office and order of questions. Counted without anything personal.

:mod:`bot.statistics.counting` counts, inside the transactions of the turn loop and the lead worker;
:mod:`bot.statistics.report` makes of it what is shown.
"""
