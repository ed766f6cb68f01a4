"""What is done without anybody writing: after an absence, for a form left unfinished, by the week, or when the clock jumps.

Each job is a loop that :mod:`bot.commands.run` starts; which of them only the leader runs is decided there.
"""
