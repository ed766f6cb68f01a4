"""Lead API: requests, responses, and the worker that delivers leads. Only this room knows its wire format."""
