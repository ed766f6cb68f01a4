"""Background jobs: reminders, retention, staff summary, office list, recovery after downtime.

Each job is a loop that :mod:`bot.commands.run` starts; which of them only the leader runs is decided there.
"""
