"""Staff side of the chat: admin commands, lead cards, group notices.

The turn loop calls :mod:`bot.staff.handler`; :mod:`bot.staff.router` is a pure decision; each command is a module listed
in :mod:`bot.staff.commands`; the sentences are in :mod:`bot.staff.wording`.
"""
