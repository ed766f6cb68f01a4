"""Lead API: requests, responses, and the worker that delivers leads. No other package knows its wire format."""
