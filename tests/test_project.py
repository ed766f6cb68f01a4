"""The project's frame: lock files, settings and documents say the same, and nothing that does not belong is in it."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.parse import unquote

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from bot import VERSION
from bot.settings.schema import Settings

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN_TIME, DEVELOPMENT, AUDIT = "requirements.txt", "requirements-dev.txt", "requirements-audit.txt"
FUZZ = "requirements-fuzz.txt"
NO_DEFAULT = {"telegram_bot_token", "lead_api_key"}


def project_files() -> list[Path]:
    """Every file that is or will be committed: git's own ones and new ones that it does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def text_files() -> Iterator[tuple[Path, str]]:
    for path in project_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture


def locked(name: str) -> dict[str, Requirement]:
    """The pins of a lock file, by their packages' names."""
    lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pins = [Requirement(line.split("--hash")[0].strip()) for line in lines]
    assert len(pins) == len({pin.name for pin in pins}), "one version each serves every platform"
    return {canonicalize_name(pin.name): pin for pin in pins}


def version(pin: Requirement) -> Version:
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)


@pytest.mark.parametrize("name", [RUN_TIME, DEVELOPMENT, AUDIT, FUZZ])
def test_a_lock_file_has_pins_with_hashes_and_nothing_else(name) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for entry in text.replace("\\\n", " ").splitlines():
        assert re.fullmatch(r"[a-z0-9.-]+==[^\s;]+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+", entry), entry[:80]
    assert "://" not in text


@pytest.mark.parametrize(
    ("name", "requirements"),
    [
        (RUN_TIME, PROJECT["project"]["dependencies"]),
        (DEVELOPMENT, PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
        (AUDIT, PROJECT["dependency-groups"]["audit"]),
        (FUZZ, PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["fuzz"]),
    ],
)
def test_the_lock_meets_every_requirement(name, requirements) -> None:
    pins = locked(name)
    for requirement in map(Requirement, requirements):
        pin = pins.get(canonicalize_name(requirement.name))
        assert pin is not None, f"{requirement.name} is not locked: make lock"
        assert requirement.specifier.contains(version(pin)), f"{requirement} is not met by {pin}: make lock"


def test_both_locks_agree() -> None:
    run_time, development = locked(RUN_TIME), locked(DEVELOPMENT)
    assert {name: str(pin) for name, pin in run_time.items()}.items() <= {
        name: str(pin) for name, pin in development.items()
    }.items()


def test_the_licences_page_is_of_the_versions_that_are_locked() -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| ([a-z0-9-]+) \| ([0-9][^ ]*) \| [^|]+ \|$", page, re.MULTILINE))
    here = {
        name: str(version(pin)) for name, pin in locked(RUN_TIME).items() if pin.marker is None or pin.marker.evaluate()
    }
    assert listed == here, "make licences"


def test_the_bot_knows_the_version_that_the_project_has() -> None:
    assert PROJECT["project"]["version"] == VERSION


def imported(package: str) -> dict[str, str]:
    """The top-level modules that a package imports, each with a file that does."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.append(node.module)
            found |= {name.partition(".")[0]: str(path.relative_to(ROOT)) for name in names}
    return found


@pytest.mark.parametrize("package", ["bot", "conversations", "sandbox"])
def test_nothing_is_imported_that_the_run_time_lock_lacks(package) -> None:
    distributions = packages_distributions()
    ours = {"bot", "conversations", "sandbox"} | sys.stdlib_module_names
    for module, path in imported(package).items():
        if module not in ours:
            names = {canonicalize_name(name) for name in distributions.get(module, [module])}
            assert names & locked(RUN_TIME).keys(), f"{path} imports {module}: is it in pyproject.toml's dependencies?"


def example() -> dict[str, str]:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    settings = [line for line in lines if line and not line.startswith("#")]
    pairs = [line.split("=", 1) for line in settings]
    assert len(pairs) == len(dict(pairs)), "a setting is there twice"
    return dict(pairs)


STOPPING = ("compose.yaml", "docs/running.md", "deploy/valuation-bot.service")
"""Files that say how long the bot may take to stop."""


def test_everything_that_stops_the_bot_gives_it_the_same_time() -> None:
    pages = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in STOPPING)
    given = re.findall(r"(TimeoutStopSec=|stop_grace_period: |--stop-timeout )([0-9]+)", pages)
    assert {name for name, _ in given} == {"TimeoutStopSec=", "stop_grace_period: ", "--stop-timeout "}
    assert {seconds for _, seconds in given} == {"60"}


def test_the_example_names_exactly_the_settings_that_there_are() -> None:
    assert sorted(example()) == sorted(name.upper() for name in Settings.model_fields)


def test_the_example_s_values_are_the_defaults() -> None:
    defaults = {name: field.default for name, field in Settings.model_fields.items() if name not in NO_DEFAULT}
    shown = {
        name.upper(): "" if value is None else ",".join(value) if isinstance(value, tuple) else str(value)
        for name, value in defaults.items()
    }
    assert shown | {name.upper(): "" for name in NO_DEFAULT} == example()


def test_in_the_image_the_example_s_database_is_in_the_volume_as_the_image_s_own_is() -> None:
    """``--env-file`` takes the image's setting away, and the bot's user may write nowhere but in the volume."""
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    own = re.search(r"DATABASE_URL=sqlite:///(/\S+)", image)
    workdir = re.search(r"^WORKDIR (\S+)", image, re.MULTILINE)
    links = dict(re.findall(r"ln -s (\S+) (\S+)", image))
    assert own is not None
    assert workdir is not None
    shown = Path(workdir[1], example()["DATABASE_URL"].removeprefix("sqlite:///"))
    assert Path(own[1]).name == shown.name
    assert links[str(Path(own[1]).parent)] == str(shown.parent)
    assert f"VOLUME {Path(own[1]).parent}" in image


HARDENED = {
    "AmbientCapabilities": "",
    "CapabilityBoundingSet": "",
    "LockPersonality": "yes",
    "MemoryDenyWriteExecute": "yes",
    "NoNewPrivileges": "yes",
    "PrivateDevices": "yes",
    "PrivateTmp": "yes",
    "PrivateUsers": "yes",
    "ProcSubset": "pid",
    "ProtectClock": "yes",
    "ProtectControlGroups": "yes",
    "ProtectHome": "yes",
    "ProtectHostname": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectProc": "invisible",
    "ProtectSystem": "strict",
    "ReadWritePaths": "/opt/valuation-bot/data",
    "RemoveIPC": "yes",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "SystemCallArchitectures": "native",
    "SystemCallErrorNumber": "EPERM",
    "SystemCallFilter": "@system-service ~@privileged @resources",
    "UMask": "0077",
    "User": "valuation-bot",
}
"""Directives of the service's unit that protect the machine; ``make unit-test`` has systemd rate the unit."""


def test_the_service_has_no_rights_that_it_does_not_need() -> None:
    unit = (ROOT / "deploy" / "valuation-bot.service").read_text(encoding="utf-8")
    given: dict[str, str] = {}
    for name, value in re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE):
        given[name] = f"{given[name]} {value}" if name in given else value
    assert {name: given.get(name) for name in HARDENED} == HARDENED


def test_what_has_to_outlive_a_container_is_in_a_named_volume() -> None:
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    (named,) = re.findall(r"^volumes:\n((?:  \w+:\n)+)", compose, re.MULTILINE)
    for service, folder in (("database", "/var/lib/postgresql"), ("bot", "/data"), ("proxy", "/data")):
        (lines,) = re.findall(rf"^  {service}:\n((?:    .*\n)+)", compose, re.MULTILINE)
        (volume,) = re.findall(rf"^      - (\w+):{folder}$", lines, re.MULTILINE)
        assert f"  {volume}:\n" in named


def test_the_proxy_forwards_every_webhook_and_acknowledges_nothing_itself() -> None:
    rules = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert "path /telegram /telegram/*\n" in rules, "several agencies have one each"
    assert rules.rstrip().endswith("respond 404\n}"), "Telegram takes a 200 for a delivery"
    assert "./deploy/Caddyfile:/etc/caddy/Caddyfile:ro" in (ROOT / "compose.yaml").read_text(encoding="utf-8")


def test_a_figure_of_the_dashboard_that_is_none_is_red() -> None:
    """Grafana's own thresholds show everything below 80 in green."""
    panels = json.loads((ROOT / "deploy" / "grafana.json").read_text(encoding="utf-8"))["panels"]
    stats = [panel["fieldConfig"]["defaults"]["thresholds"]["steps"] for panel in panels if panel["type"] == "stat"]
    assert len(stats) == 4
    for first, second, *_ in stats:
        assert (first["color"], second) == ("red", {"color": "green", "value": 1})


def test_containers_are_read_only_and_without_capabilities() -> None:
    (service,) = re.findall(
        r"^  bot:\n((?:    .*\n)+)", (ROOT / "compose.yaml").read_text(encoding="utf-8"), re.MULTILINE
    )
    for line in (
        "read_only: true",
        "tmpfs: [/tmp]",
        "cap_drop: [ALL]",
        'security_opt: ["no-new-privileges:true"]',
        "logging: *logging",
    ):
        assert f"    {line}\n" in service
    command = (ROOT / "docs" / "running.md").read_text(encoding="utf-8").replace("\\\n", " ")
    (started,) = [line for line in command.splitlines() if line.startswith("docker run -d ")]
    for option in ("--read-only", "--tmpfs /tmp", "--cap-drop ALL", "--security-opt no-new-privileges", "max-size="):
        assert option in started


def test_the_image_is_labelled_with_this_version() -> None:
    labels = dict(
        re.findall(r'org\.opencontainers\.image\.(\w+)="([^"]*)"', (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    )
    project = PROJECT["project"]
    assert labels == {
        "title": project["name"],
        "description": project["description"],
        "version": project["version"],
        "licenses": project["license"],
    }


def test_every_setting_is_described_in_the_docs() -> None:
    described = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    missing = [name for name in example() if not re.search(rf"\b{name}\b", described)]
    assert missing == []


def test_the_changelog_tells_of_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(PROJECT['project']['version'])}\b", changes, re.MULTILINE)


def test_no_file_names_a_package_registry_or_this_machine() -> None:
    hosts = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", "/opt/" + "wheels", "/opt/" + "pypi"]))
    assert [str(path) for path, text in text_files() if hosts.search(text)] == []


def test_nothing_is_left_to_do() -> None:
    marks = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|X" + r"XX)\b")
    assert [str(path) for path, text in text_files() if marks.search(text)] == []


def anchors(text: str) -> set[str]:
    """The anchors of a Markdown page's headings, as the usual hosts make them."""
    headings = re.findall(r"^#+ +(.+?) *$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_inside_the_documents_lead_somewhere() -> None:
    broken = []
    pages = [path for path in project_files() if path.suffix == ".md"]
    assert pages
    for page in pages:
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        targets = re.findall(r"\[[^\]]*\]\(\s*<?([^)\s>]+)[^)]*\)", text)
        targets += re.findall(r"(?:src|href)=\"([^\"]+)\"", text)
        for target in targets:
            if re.match(r"[a-z]+:", target):
                continue
            file, _, anchor = unquote(target).partition("#")
            found = (page.parent / file).resolve() if file else page
            if not found.exists() or (anchor and anchor not in anchors(found.read_text(encoding="utf-8"))):
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_the_map_of_the_packages_has_every_package_once() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    _, _, packages = page.partition("## Packages")
    mapped = re.findall(r"\]\(\.\./bot/(\w+(?:\.py)?)\)", packages.partition("\n## ")[0])
    there = {path.relative_to(ROOT / "bot").parts[0] for path in project_files() if (ROOT / "bot") in path.parents}
    assert sorted(mapped) == sorted(there - {"__init__.py", "__main__.py"})


def test_the_files_that_contributing_names_are_there() -> None:
    missing = []
    for line in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines():
        folder: Path | None = None
        for name in re.findall(r"`([\w./-]+(?:/|\.py))`", line):
            known = "/" in name or folder is not None  # a bare name means a file of the folder before it
            if known and not ((ROOT / name).exists() or (folder is not None and (folder / name).exists())):
                missing.append(name)
            elif name.endswith("/"):
                folder = ROOT / name
    assert missing == []


def test_the_files_that_code_names_are_there() -> None:
    names = {path.name for path in project_files()}
    packages = [ROOT / package for package in ("bot", "conversations", "sandbox", "tools")]
    gone = [
        f"{path.relative_to(ROOT)}:{number}: {name}"
        for path, text in text_files()
        if path.suffix == ".py" and any(package in path.parents for package in packages)
        for number, line in enumerate(text.splitlines(), start=1)
        for name in re.findall(r"(?<![\w.-])[\w-]+\.(?:py|md|toml|tsv)\b", line)
        if name not in names
    ]
    assert gone == []


def test_the_index_of_the_documents_has_every_page() -> None:
    docs = ROOT / "docs"
    index = docs / "README.md"
    listed = set(re.findall(r"\]\(([\w./-]+\.md)\)", index.read_text(encoding="utf-8")))
    pages = {
        path.relative_to(docs).as_posix() for path in project_files() if path.suffix == ".md" and docs in path.parents
    }
    assert pages - listed == {index.name}


def test_every_picture_of_the_documents_is_shown_or_linked() -> None:
    pages = [text for path, text in text_files() if path.suffix == ".md"]
    pictures = [path.name for path in project_files() if (ROOT / "docs" / "images") in path.parents]
    assert pictures
    assert [name for name in pictures if not any(f"images/{name}" in page for page in pages)] == []
