"""Log output with secrets and personal data removed."""
