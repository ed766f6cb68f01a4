"""Share files for a link: QR code, posters, a picture for social media, ready-made texts.

:mod:`bot.campaigns.sharing.recipes` defines the contents of each, already worded; :mod:`bot.campaigns.sharing.drawing`
    draws files from recipes, off the event loop; :mod:`bot.campaigns.sharing.texts` writes the posts.
"""
