"""Settings: the environment and the files it names, read into frozen values; all problems at once.

:mod:`bot.settings.schema` has the settings, each with what makes a value a right one; :mod:`bot.settings.environment` reads
them, :mod:`bot.settings.agency_table` those of one agency among many. :mod:`bot.settings.agency` makes an agency of them, with what
stands in files of their own: :mod:`bot.settings.campaigns`, :mod:`bot.settings.questionnaire` and :mod:`bot.settings.faq`.
:mod:`bot.settings.problems` says what is wrong.
"""
