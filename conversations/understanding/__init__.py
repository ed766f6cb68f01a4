"""Understanding of typed text: candidates for its meaning, and the decision between them."""
