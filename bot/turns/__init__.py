"""Turn loop: takes inbox items through the conversation; state, replies and leads are saved in one transaction."""
