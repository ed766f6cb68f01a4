"""Conversation states, and erasure of everything held about a chat."""
