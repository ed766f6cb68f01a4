"""Every regular expression of the project: those that its modules hold, and those that its calls of ``re`` are given."""

from __future__ import annotations

import ast
import builtins
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

import bot
import conversations

_SCANNING = frozenset({"search", "findall", "finditer", "sub", "subn", "split"})
"""Methods that try a pattern at every place of a text."""
METHODS = _SCANNING | {"match", "fullmatch"}
_CALLS = re.compile(rf"\.(?:{'|'.join(sorted(METHODS))})\b|\bre\b")
_NOT_IMPORTED = re.compile(r"\.__main__$|^bot\.storage\.migrations\.env$")
"""What starts something when it is imported."""
_ANY_TEXT = "marla"
"""Stands for what is known only when the code runs."""


@dataclass(frozen=True)
class Found:
    """A pattern, where it stands, and whether any use of it scans: tries it at every place of a text."""

    where: str
    pattern: re.Pattern[Any]
    scans: bool = True


def modules() -> list[ModuleType]:
    """Return every module of the project."""
    names = [
        name
        for root in (bot, conversations)
        for _, name, _ in pkgutil.walk_packages(root.__path__, f"{root.__name__}.")
        if not _NOT_IMPORTED.search(name)
    ]
    return [bot, conversations, *map(importlib.import_module, names)]


@cache
def every_pattern() -> tuple[Found, ...]:
    """Return every pattern once, in the order of where it stands."""
    everywhere = modules()
    used = _uses(everywhere)
    found: dict[tuple[Any, int], Found] = {}
    for module in everywhere:
        for name, value in vars(module).items():
            for inside, pattern in _held(value):
                called = (name + inside).rpartition(".")[2]
                methods = used.get((module.__name__, called)) or used.get(("", called), _SCANNING)
                scans = not methods.isdisjoint(_SCANNING)
                each = Found(f"{module.__name__}.{name}{inside}", pattern, scans)
                known = found.get((pattern.pattern, pattern.flags))
                if known is None or (known.where.startswith("bot.") and not each.where.startswith("bot.")):
                    found[pattern.pattern, pattern.flags] = each
        for each in _passed(module):
            found.setdefault((each.pattern.pattern, each.pattern.flags), each)
    return tuple(sorted(found.values(), key=lambda each: each.where))


@cache
def _nodes(module: ModuleType) -> tuple[ast.AST, ...]:
    """The nodes of a module's source; none if it calls no method of a pattern, whatever the pattern is."""
    source = inspect.getsource(module)
    return tuple(ast.walk(ast.parse(source))) if _CALLS.search(source) else ()


def _uses(everywhere: list[ModuleType]) -> Mapping[tuple[str, str], frozenset[str]]:
    """The methods called on each name: ``_WORD.search(...)`` in its module, ``self.asks.match(...)`` in any."""
    used: dict[tuple[str, str], frozenset[str]] = {}
    for module in everywhere:
        for node in _nodes(module):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                name = getattr(node.value, "id", getattr(node.value, "attr", ""))
                where = module.__name__ if name.isupper() and name.startswith("_") else ""
                used[where, name] = used.get((where, name), frozenset()) | {node.attr}
    return used


def _held(value: Any, inside: str = "", depth: int = 0) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a module's value, in its collections and in the attributes of its own objects."""
    if isinstance(value, re.Pattern):
        yield inside, value
    elif depth > 4 or isinstance(value, type | ModuleType):
        return
    elif isinstance(value, list | tuple | set | frozenset):
        for at, each in enumerate(value):
            yield from _held(each, f"{inside}[{at}]", depth + 1)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _held(each, f"{inside}[{key}]", depth + 1)
    elif type(value).__module__.partition(".")[0] in {"bot", "conversations", "sandbox"}:
        names = [*getattr(value, "__dict__", ()), *getattr(type(value), "__slots__", ())]
        for name in names:
            yield from _held(getattr(value, name, None), f"{inside}.{name}", depth + 1)


class _Unknown(str):
    """A text for every name that has a value only when the code runs, whatever is taken of it."""

    __slots__ = ()

    def __getattr__(self, _: str) -> _Unknown:
        return self

    def __getitem__(self, _: Any) -> _Unknown:
        return self

    def __call__(self, *_: Any) -> _Unknown:
        return self


class _Names(dict[str, Any]):
    """The names that a module does not know by itself."""

    def __init__(self, module: ModuleType) -> None:
        super().__init__()
        self._known = {*vars(module), *vars(builtins)}

    def __missing__(self, name: str) -> _Unknown:
        if name in self._known:
            raise KeyError(name)
        return _Unknown(_ANY_TEXT)


def _passed(module: ModuleType) -> Iterator[Found]:
    """The patterns in calls of ``re.compile``, ``re.search`` and the like; what is not known yet is some text."""
    nodes = _nodes(module)
    called = {id(node.value): node.attr for node in nodes if isinstance(node, ast.Attribute)}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "re":
            raise AssertionError(f"{module.__name__} imports names from re, whose calls are not found")
        if not (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and getattr(node.func.value, "id", "") == "re"
            and node.func.attr in METHODS | {"compile"}
        ):
            continue
        method = node.func.attr
        if method == "compile":
            if id(node) not in called:
                continue  # held by the module
            method = called[id(node)]
        at = 1 if node.func.attr == "compile" else 4 if method in {"sub", "subn"} else 3 if method == "split" else 2
        flags = next((each.value for each in node.keywords if each.arg == "flags"), None)
        flags = node.args[at] if flags is None and len(node.args) > at else flags
        compiled = re.compile(str(_value(module, node.args[0])), _value(module, flags) if flags is not None else 0)
        yield Found(f"{module.__name__}:{node.lineno}", compiled, method in _SCANNING)


def _value(module: ModuleType, node: ast.expr) -> Any:
    return eval(compile(ast.Expression(node), module.__name__, "eval"), vars(module), _Names(module))
