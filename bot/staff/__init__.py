"""Staff side of the chat: admin commands, lead cards, group notices.

The turn loop calls :mod:`bot.staff.handler`; each command is a module listed
in :mod:`bot.staff.commands`; the sentences are in :mod:`bot.staff.wording`.
"""
