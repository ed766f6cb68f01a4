"""Turn loop: inbox items in, conversation steps, state, replies and leads out, in one transaction."""
