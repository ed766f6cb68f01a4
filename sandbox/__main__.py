"""``python -m sandbox``: the sandbox alone, in a process of its own."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from sandbox.server import DEFAULT_API_KEY, DEFAULT_TOKEN, Sandbox


def main() -> int:
    """Run until SIGINT or SIGTERM. Print the base URL on standard output once it serves."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="The sandbox alone, in a process of its own."
    )
    parser.add_argument("--port", type=int, default=8080, help="port on 127.0.0.1; 0: any free one (default: 8080)")
    parser.add_argument("--next-free", action="store_true", help="if the port is taken, use the next free one")
    parser.add_argument("--token", default=DEFAULT_TOKEN, help="the bot's token (default: %(default)s)")
    parser.add_argument(
        "--api-key", action="append", help=f"a key that the Lead API accepts (default: {DEFAULT_API_KEY})"
    )
    parser.add_argument("--username", default="sandbox_valuation_bot", help="the bot's username (default: %(default)s)")
    parser.add_argument("--name", default="", help="the name that people see (default: made of the username)")
    asked = parser.parse_args()
    if not asked.token.partition(":")[0].isdecimal():
        parser.error("a token begins with the bot's number and a colon, as 1000001:secret")
    return asyncio.run(_run(asked))


async def _run(asked: argparse.Namespace) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    sandbox = Sandbox(
        port=asked.port,
        next_free=asked.next_free,
        token=asked.token,
        api_keys=asked.api_key or [DEFAULT_API_KEY],
        username=asked.username,
        name=asked.name,
    )
    try:
        await sandbox.__aenter__()
    except OSError as problem:
        sys.stderr.write(f"cannot listen on port {asked.port}: {problem}\n")
        return 1
    sys.stdout.write(f"{sandbox.base_url}\n")
    sys.stdout.flush()
    await stop.wait()
    await sandbox.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
