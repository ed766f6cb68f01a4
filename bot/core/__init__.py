"""Values and mechanisms shared by every part of the bot."""
