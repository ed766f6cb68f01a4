"""Pictures sent in a chat: the estimate, and bar charts for staff."""
