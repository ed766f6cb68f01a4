"""Commands that deal with what was set aside, beside a running bot or without one."""
