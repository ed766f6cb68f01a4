"""Share files for a link: QR code, posters, a picture for social media, ready texts.

:mod:`bot.campaigns.sharing.recipes` says what is on each, all in words already; :mod:`bot.campaigns.sharing.drawing`
makes files of recipes, off the event loop; :mod:`bot.campaigns.sharing.texts` writes what goes with a post.
"""
