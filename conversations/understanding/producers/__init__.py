"""Producers of candidates, each from an utterance and its scene."""
