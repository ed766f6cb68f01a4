"""What works: how far people come, by week, campaign, office and order of questions. Counted without anything personal.

:mod:`bot.statistics.counters` counts, inside the transactions of the turn loop and the lead worker;
:mod:`bot.statistics.funnel` makes of it what is shown.
"""
