"""Conversation flow: one pure step per event, and what is asked, offered and sent next."""
