"""Statistics: the funnel by week, campaign, office and question order; no personal data.

:mod:`bot.statistics.counters` counts, inside the transactions of the turn loop and the lead worker;
:mod:`bot.statistics.analysis` evaluates the counts.
"""
