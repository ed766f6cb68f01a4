"""Understanding of typed text: what a message may mean, and which meaning wins."""
