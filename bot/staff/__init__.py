"""Staff side of the chat: admin commands, lead cards, group notices.

:mod:`bot.staff.handler` is what the turn loop asks; :mod:`bot.staff.router` decides, purely; each command is a module
of its own, listed in :mod:`bot.staff.commands`; what they say is in :mod:`bot.staff.wording`.
"""
