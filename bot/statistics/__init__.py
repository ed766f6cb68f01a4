"""Statistics: the funnel by week, campaign, office and question order; nothing personal.

:mod:`bot.statistics.counters` counts, inside the transactions of the turn loop and the lead worker;
:mod:`bot.statistics.funnel` makes of it what is shown.
"""
