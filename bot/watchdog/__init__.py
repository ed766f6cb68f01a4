"""Watchdog: ends the process when it hangs, so that it is restarted."""
