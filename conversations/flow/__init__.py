"""Conversation flow: one pure step per event, and the questions, offers and leads that follow."""
