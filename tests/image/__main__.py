"""``make image-test``: builds the image of the Dockerfile, runs it without rights on a read-only file system, and checks it.

Needs root, Buildah, Podman and runc; without a registry at hand, mmdebstrap and Debian's mirror for the base image.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from support.homeowner import WHOLE, YES, Homeowner
from support.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
BASE = "docker.io/library/python:3.13-slim"
IMAGE = "localhost/valuation-bot:test"
CONTAINER, VOLUME = "valuation-bot-test", "valuation-bot-test"
TOKEN, KEY = "1000001:token-of-the-image-test", "key-of-the-image-test"
SIZE_MAX = 250
"""Megabytes of the bot with its packages, without the base image. Measured: 237; 290 with everything that packages bring."""
HARDENED = "--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --stop-timeout 60".split()
"""As docs/running.md starts it."""
PODMAN = ("podman", "--runtime", "runc")
HERE = "--network host --ulimit nofile=4096:4096 --ulimit nproc=4096:4096".split()
"""The sandbox is reached by loopback; raising limits may be forbidden where the test runs."""
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def main() -> int:
    have_base()
    call(
        "buildah",
        "build",
        "--layers",
        "--isolation",
        "chroot",
        "--network",
        "host",
        "--format",
        "docker",
        "--tag",
        IMAGE,
        str(ROOT),
    )
    check_image()
    with container_removed():
        asyncio.run(check_container())
    say("The image is well.")
    return 0


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def call(*command: str) -> str:
    """Run a command; returns what it prints. Its errors go to the terminal, and its failure ends the test."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def have_base() -> None:
    """Have the base image: the one that is here, the registry's, or Debian with its Python under the same name."""
    for command in (("podman", "image", "exists", BASE), ("podman", "pull", "--quiet", BASE)):
        if subprocess.run(command, check=False, capture_output=True).returncode == 0:
            return
    say(f"{BASE} cannot be pulled: making a base of Debian's packages")
    packages = "ca-certificates,netbase,passwd,python-is-python3,python3.13,python3.13-venv,tzdata"
    with tempfile.TemporaryDirectory() as folder:
        archive = f"{folder}/base.tar"
        call("mmdebstrap", "--quiet", "--variant=apt", f"--include={packages}", "trixie", archive)
        working = call("buildah", "from", "scratch")
        call("buildah", "add", "--quiet", working, archive, "/")
    if CERTIFICATES.exists():  # this machine's, for a proxy that has its own
        call("buildah", "copy", "--quiet", working, str(CERTIFICATES), str(CERTIFICATES))
        call("buildah", "config", "--env", f"PIP_CERT={CERTIFICATES}", working)
    call("buildah", "commit", "--quiet", "--rm", working, BASE)


def check_image() -> None:
    """Check labels, size and bill of materials."""
    (image,) = json.loads(call("podman", "image", "inspect", IMAGE))
    labels = image["Config"]["Labels"]
    assert labels["org.opencontainers.image.title"] == "valuation-bot", labels
    assert labels["org.opencontainers.image.version"], labels
    root = Path(call("podman", "image", "mount", IMAGE))
    try:
        size = int(call("du", "-scm", str(root / "venv"), str(root / "app")).split()[-2])
        say(f"The bot and its packages: {size} MB")
        assert size <= SIZE_MAX, "larger than it has to be"
        listed = json.loads((root / "app" / "sbom.cdx.json").read_text(encoding="utf-8"))
        there = {(each["name"].lower().replace("_", "-"), each["version"]) for each in listed["components"]}
        locked = re.findall(
            r"^([a-z0-9-]+)==([^\s;]+)(?: ; (.*?))? \\$", (ROOT / "requirements.txt").read_text(), re.MULTILINE
        )
        missing = {(name, version) for name, version, marker in locked if not marker} - there
        assert not missing, f"not in the bill of materials: {missing}"
        say(f"The bill of materials lists {len(there)} packages")
        assert not list(root.glob("venv/lib/*/site-packages/pip"))
    finally:
        call("podman", "image", "unmount", IMAGE)


@contextmanager
def container_removed() -> Iterator[None]:
    def remove() -> None:
        for command in (("rm", "--force", CONTAINER), ("volume", "rm", "--force", VOLUME)):
            subprocess.run(["podman", *command], check=False, capture_output=True)

    remove()
    try:
        yield
    finally:
        subprocess.run(["podman", "logs", CONTAINER], check=False)
        remove()


async def check_container() -> None:
    async with Sandbox(token=TOKEN, api_keys=[KEY], username="example_valuation_bot") as sandbox:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "LEAD_API_KEY": KEY,
            "TELEGRAM_API_URL": sandbox.base_url,
            "LEAD_API_URL": sandbox.base_url,
            "LEAD_LOOKUP_SECONDS": "0",
            "DATABASE_URL": "sqlite:///data/valuation-bot.db",  # as in .env.example
            "ESTIMATE_PDF": "True",
        }
        given = [f"--env={name}={value}" for name, value in settings.items()]
        await acall(
            *PODMAN,
            "run",
            "--detach",
            "--name",
            CONTAINER,
            "--volume",
            f"{VOLUME}:/data",
            *HARDENED,
            *HERE,
            *given,
            IMAGE,
        )
        await eventually(healthy, lambda: "the container's health", 60)
        await check_rights()
        marla = Homeowner(sandbox.person("marla"))
        await marla.reaches("consent")
        sandbox.faults.set(lead_api=LeadApiFault("slow", seconds=3, times=1))
        await marla.taps(YES, then="thanks")
        await eventually(lambda: sandbox.faults.lead_api.mode == "none", "the request under way")
        await acall("podman", "stop", CONTAINER)
        (stopped,) = json.loads(await acall("podman", "inspect", CONTAINER))
        assert stopped["State"]["ExitCode"] == 0, stopped["State"]
        assert len(sandbox.journal.leads) == 1, "the lead under way was finished"
        say("SIGTERM with a lead under way: it ended with 0, and the lead was made once")
        await acall(*PODMAN, "start", CONTAINER)
        await marla.hears("estimate")
        assert marla.stages == WHOLE, marla.transcript()
        await marla.says("email me the estimate please", then="Here is your estimate as a document")
        assert len(sandbox.journal.leads) == 1
        await eventually(healthy, lambda: "the container's health", 60)
        say("After the restart the estimate was told, and the document sent")
        await acall("podman", "stop", CONTAINER)


async def acall(*command: str) -> str:
    """Run a command while the sandbox goes on serving."""
    return await asyncio.to_thread(call, *command)


async def inside(*command: str) -> str:
    return await acall(*PODMAN, "exec", CONTAINER, *command)


async def healthy() -> bool:
    """Whether the image's own health check passes."""
    check = [*PODMAN, "healthcheck", "run", CONTAINER]
    return (await asyncio.to_thread(subprocess.run, check, check=False, capture_output=True)).returncode == 0


async def check_rights() -> None:
    assert await inside("id", "-u") == "10001"
    status = dict(line.split(":\t", 1) for line in (await inside("cat", "/proc/1/status")).splitlines())
    assert int(status["CapEff"], 16) == int(status["CapBnd"], 16) == 0, status
    assert status["NoNewPrivs"] == "1", status
    for folder, writable in {"/data": True, "/tmp": True, "/app": False, "/": False, "/venv": False}.items():
        tried = await inside(
            "sh", "-c", f"touch {folder}/written 2>/dev/null && rm {folder}/written && echo yes || echo no"
        )
        assert tried == ("yes" if writable else "no"), folder
    say("It runs as 10001, without capabilities, and writes to /data and /tmp only")


if __name__ == "__main__":
    sys.exit(main())
