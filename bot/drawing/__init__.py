"""Pictures that are sent in a chat: the estimate, and bars for the staff. What is shared outside of it is :mod:`bot.campaigns.sharing`."""
