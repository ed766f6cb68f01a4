"""Share files for a link: QR code, posters, pictures for social media, ready-made texts.

:mod:`bot.campaigns.sharing.recipes` defines the contents of each, already worded; :mod:`bot.campaigns.sharing.layouts`
lays them out, off the event loop, on :mod:`bot.campaigns.sharing.sheets` of a PDF or of pixels;
:mod:`bot.campaigns.sharing.texts` writes the posts.
"""
