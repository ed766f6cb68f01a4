"""Settings: the environment and the files it names, parsed into frozen values; all problems are reported at once.

:mod:`bot.settings.schema` defines and validates the settings; :mod:`bot.settings.environment` reads them,
    :mod:`bot.settings.agency_table` those of one agency among many. :mod:`bot.settings.agency` makes an agency of them
    and of the files they name: :mod:`bot.settings.campaigns`, :mod:`bot.settings.questionnaire` and
    :mod:`bot.settings.faq`. :mod:`bot.settings.problems` words the problems.
"""
