"""The Lead API: what is sent, what comes back, and the worker that delivers leads. Only this room knows its wire."""
