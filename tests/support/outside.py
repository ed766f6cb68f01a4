"""What no test may touch: hosts other than this one, and the settings of the machine that it runs on.

pytest-socket guards connections. This guards what it does not see: names looked up, datagrams, and ``.env``.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_SENDS = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode()
    if not host or host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(str(host))
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if event in _LOOK_UPS and not _is_here(args[0]):
        raise RuntimeError(f"a test looked up the host {args[0]!r}; only this machine is there for tests")
    if event in _SENDS and isinstance(args[1], tuple) and not _is_here(args[1][0]):
        raise RuntimeError(f"a test sent something to {args[1][0]!r}; only this machine is there for tests")
    if event == "open" and isinstance(args[0], str) and args[0].endswith(".env"):
        opened = Path(os.path.abspath(args[0]))  # noqa: PTH100  resolve() would itself look at the disk
        if opened == ROOT / ".env":
            raise RuntimeError("a test read the .env of this machine; pass env_file=None")


def guard() -> None:
    """Refuse the outside from now on, in this process and for good: an audit hook cannot be taken back."""
    sys.addaudithook(_audit)
