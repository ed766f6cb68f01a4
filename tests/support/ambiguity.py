"""How the work of a regular expression grows with its text, read from the expression's parse tree.

A pattern becomes an automaton whose states are its characters (Glushkov's). A backtracking matcher tries every way through it
before it gives up (Weideman and others, "Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers by Using
Ambiguity of NFA", 2016):

- a loop that can be gone round in two ways on the same text makes work that doubles with every repetition;
- two loops of which the second can take over from the first anywhere make work that grows with the square of the length. So
  does one loop of a pattern that is looked for at every place of a text, if it can begin at every place.

Possessive repeats and atomic groups never go back, so their repetition is no loop. What can no longer fail once it is in a
loop goes back nowhere either.

Lookarounds longer than a character and references to groups are taken for nothing, so a pattern may be called ambiguous that
is not. What is inside of a long lookaround is not looked at: the measured test does that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_EXACT = 4
"""Repetitions up to which each is looked at by itself."""
_FACTOR = 100
"""Repetitions up to which a repeat multiplies the work by a constant, and is no endless loop by itself."""
_SAMPLE = "aA0_ \n\t.,-'@!\"/€éÉ中🏡\u2603"
"""Characters of each kind, besides those that a pattern names."""
_EITHER, _BOUNDARY, _NO_BOUNDARY, _NEVER = range(4)

_Together = tuple[int, int, int, int]
"""Where three ways are on the same text, and the characters that it may have come to."""
Condition = tuple[int, int, int]
"""What has to hold between two characters: a word's boundary, the one before among these, the one after among these."""


@dataclass(slots=True)
class _Part:
    """A part of a pattern: where it begins, where it ends, and under which conditions it may be empty."""

    first: list[tuple[int, Condition]] = field(default_factory=list)
    last: list[tuple[int, Condition]] = field(default_factory=list)
    empty: list[Condition] = field(default_factory=list)


def exponential(pattern: re.Pattern[Any]) -> str:
    """Return the characters of a loop that ``pattern`` may go round in two ways; empty if there is none."""
    return _Automaton(pattern, endless=_EXACT).ambiguous_loop()


def quadratic(pattern: re.Pattern[Any], *, scans: bool) -> str:
    """Return the characters on which one loop of ``pattern`` may take over from another; empty if there are none.

    ``scans`` is whether the pattern is tried at every place of a text, which is a loop of its own.
    """
    inside = _Automaton(pattern, endless=_FACTOR).loops_that_meet()
    return inside or (_Automaton(pattern, endless=_FACTOR, possessive=True).loop_begun_anywhere() if scans else "")


class _Automaton:
    def __init__(self, pattern: re.Pattern[Any], *, endless: int, possessive: bool = False) -> None:
        source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
        self._flags = pattern.flags
        self._endless = endless
        self._possessive = possessive
        tree = parser.parse(source, pattern.flags & ~re.UNICODE)
        named = {char for code in _named(tree) for char in (chr(code), chr(code).swapcase()) if len(char) == 1}
        self._alphabet = sorted({*_SAMPLE, *named})
        self._all = (1 << len(self._alphabet)) - 1
        self._word = self._mask(lambda char: char.isalnum() or char == "_")
        self._masks: list[int] = []
        self._next: list[dict[tuple[int, Condition], int]] = []
        self._free: Condition = (_EITHER, self._all, self._all)
        self._sets: dict[str, int] = {}
        self._whole = self._sequence(tree)

    # ------------------------------------------------------------------------------- from the tree to the automaton

    def _sequence(self, tree: Iterable[Any]) -> _Part:
        whole = _Part(empty=[self._free])
        for op, value in tree:
            whole = self._joined(whole, self._part(op, value))
        return whole

    def _part(self, op: Any, value: Any) -> _Part:
        match op:
            case codes.LITERAL | codes.NOT_LITERAL | codes.IN | codes.ANY | codes.CATEGORY:
                return self._leaf(self._matching(op, value))
            case codes.BRANCH:
                parts = [self._sequence(each) for each in value[1]]
                return _Part(
                    [each for part in parts for each in part.first],
                    [each for part in parts for each in part.last],
                    [each for part in parts for each in part.empty],
                )
            case codes.SUBPATTERN:
                return self._sequence(value[3])
            case codes.ATOMIC_GROUP:
                return self._sequence(value)
            case codes.MAX_REPEAT | codes.MIN_REPEAT:
                return self._repeated(*value)
            case codes.POSSESSIVE_REPEAT:
                least, most, body = value
                return self._repeated(least, most if self._possessive else min(most, max(least, 1)), body)
            case codes.AT if value in (codes.AT_BOUNDARY, codes.AT_NON_BOUNDARY):
                edge = _BOUNDARY if value is codes.AT_BOUNDARY else _NO_BOUNDARY
                return _Part(empty=[(edge, self._all, self._all)])
            case codes.AT if (
                value in (codes.AT_BEGINNING, codes.AT_BEGINNING_STRING) and not self._flags & re.MULTILINE
            ):
                return _Part(empty=[(_EITHER, 0, self._all)])
            case codes.AT if value in (codes.AT_END, codes.AT_END_STRING) and not self._flags & re.MULTILINE:
                return _Part(empty=[(_EITHER, self._all, 0)])
            case codes.ASSERT | codes.ASSERT_NOT:
                return _Part(empty=[self._looked(op, *value)])
            case codes.GROUPREF_EXISTS:
                return self._sequence([*value[1], *(value[2] or ())])
            case _:
                return _Part(empty=[self._free])

    def _looked(self, op: Any, direction: int, body: Any) -> Condition:
        """The condition of looking at the one character before or after: of several, at the next one."""
        alternatives = body[0][1][1] if len(body) == 1 and body[0][0] is codes.BRANCH else [body]
        seen = 0
        for each in alternatives:
            inside = list(each)
            nearest = inside[-1 if direction < 0 else 0] if inside else (None, None)
            known = nearest[0] in {codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY}
            if op is codes.ASSERT and not known:
                return self._free
            if known and (op is codes.ASSERT or len(inside) == 1):
                seen |= self._matching(*nearest)
        allowed = seen if op is codes.ASSERT else self._all & ~seen
        return (_EITHER, allowed, self._all) if direction < 0 else (_EITHER, self._all, allowed)

    def _repeated(self, least: int, most: int, body: Any) -> _Part:
        if most is not codes.MAXREPEAT and most <= _EXACT:
            whole = _Part(empty=[self._free])
            for number in range(most, 0, -1):
                whole = self._joined(self._sequence(body), whole)
                if number > least:
                    whole.empty = list({*whole.empty, self._free})
            return whole
        part = self._sequence(body)
        if most is codes.MAXREPEAT or most > self._endless:
            self._link(part.last, part.first)
        return part if least else _Part(part.first, part.last, [*part.empty, self._free])

    def _leaf(self, mask: int) -> _Part:
        self._masks.append(mask)
        self._next.append({})
        place = [(len(self._masks) - 1, self._free)]
        return _Part(place, place)

    def _joined(self, before: _Part, after: _Part) -> _Part:
        self._link(before.last, after.first)
        return _Part(
            before.first + [(at, _both(gap, edge)) for gap in before.empty for at, edge in after.first],
            after.last + [(at, _both(edge, gap)) for gap in after.empty for at, edge in before.last],
            list({_both(one, other) for one, other in product(before.empty, after.empty)}),
        )

    def _link(self, ends: list[tuple[int, Condition]], starts: list[tuple[int, Condition]]) -> None:
        for (end, leaving), (start, entering) in product(ends, starts):
            edge = (start, _both(leaving, entering))
            self._next[end][edge] = self._next[end].get(edge, 0) + 1

    # ------------------------------------------------------------------------------------------------- characters

    def _mask(self, holds: Any) -> int:
        return sum(1 << at for at, char in enumerate(self._alphabet) if holds(char))

    def _matching(self, op: Any, value: Any) -> int:
        """The characters of the alphabet that one item of a pattern matches."""
        known = self._sets.get(repr((op, value)))
        if known is None:
            known = self._sets[repr((op, value))] = self._mask(lambda char: self._matches(op, value, char))
        return known

    def _matches(self, op: Any, value: Any, char: str) -> bool:
        match op:
            case codes.ANY:
                return char != "\n" or bool(self._flags & re.DOTALL)
            case codes.NOT_LITERAL:
                return not self._is(char, lambda each: ord(each) == value)
            case codes.LITERAL:
                return self._is(char, lambda each: ord(each) == value)
            case codes.RANGE:
                return self._is(char, lambda each: value[0] <= ord(each) <= value[1])
            case codes.CATEGORY:
                kind = str(value).removeprefix("CATEGORY_").removeprefix("NOT_")
                found = {"DIGIT": char.isdigit(), "SPACE": char.isspace(), "WORD": char.isalnum() or char == "_"}[kind]
                return found is not str(value).startswith("CATEGORY_NOT_")
            case _:
                negated = bool(value) and value[0][0] is codes.NEGATE
                items = [each for each in value if each[0] is not codes.NEGATE]
                return any(self._matches(item, argument, char) for item, argument in items) is not negated

    def _is(self, char: str, holds: Any) -> bool:
        alike = {char, char.lower(), char.upper()} if self._flags & re.IGNORECASE else {char}
        return any(holds(each) for each in alike if len(each) == 1)

    # -------------------------------------------------------------------------------------------------- ambiguity

    def ambiguous_loop(self) -> str:
        """Return a text that leads round a loop in two ways."""
        inside = {at: number for number, loop in enumerate(_loops(self._graph())) for at in loop}
        states: dict[tuple[int, int, int], set[tuple[int, int, int]]] = {}
        doubled: set[tuple[tuple[int, int, int], tuple[int, int, int]]] = set()
        waiting = [(at, at, self._masks[at] & kind) for at in inside for kind in (self._word, ~self._word)]
        waiting = [each for each in waiting if each[2]]
        while waiting:
            state = waiting.pop()
            if state in states:
                continue
            states[state] = set()
            for after, twice in self._steps(state, inside):
                states[state].add(after)
                if twice:
                    doubled.add((state, after))
                if after not in states:
                    waiting.append(after)
        for loop in _loops(states):
            apart = any(one != other for one, other, _ in loop)
            if (apart and any(one == other for one, other, _ in loop)) or any(
                before in loop and after in loop for before, after in doubled
            ):
                return "".join(self._alphabet[(mask & -mask).bit_length() - 1] for _, _, mask in sorted(loop)[:40])
        return ""

    def _steps(
        self, state: tuple[int, int, int], inside: Mapping[int, int]
    ) -> Iterator[tuple[tuple[int, int, int], bool]]:
        one, other, mask = state
        was_word = bool(mask & self._word)
        for ((first, here), times), ((second, there), _) in product(
            self._next[one].items(), self._next[other].items() if one != other else self._next[one].items()
        ):
            if inside.get(first) != inside[one] or inside.get(second) != inside[other]:
                continue
            if not mask & here[1] & there[1]:
                continue
            both = self._masks[first] & self._masks[second] & here[2] & there[2]
            for kind in (self._word, ~self._word):
                after = both & kind
                crosses = was_word is not (kind == self._word)
                if after and all(
                    edge[0] in {_EITHER, _BOUNDARY if crosses else _NO_BOUNDARY} for edge in (here, there)
                ):
                    again = one == other and first == second and (times > 1 or here != there)
                    yield (min(first, second), max(first, second), after), again

    def loops_that_meet(self) -> str:
        """Return characters on which a loop can go round, be left for another, and that one go round, all at once."""
        graph = self._graph()
        loops = _loops(graph)
        starts = [
            (one, one, two)
            for loop in loops
            for reached in [_reached(graph, loop)]
            for other in loops
            if other is not loop and other <= reached and not self._settled(other)
            for one, two in product(loop, other)
        ]
        return self._met(starts, {at: number for number, loop in enumerate(loops) for at in loop})

    def loop_begun_anywhere(self) -> str:
        """Return characters on which a loop can go round, and be begun anew meanwhile."""
        start = self._leaf(self._all)
        self._link(start.last, [*start.first, *self._whole.first])
        before = start.first[0][0]
        loops = [loop for loop in _loops(self._graph()) if not self._settled(loop)]
        starts = [(before, before, at) for loop in loops for at in loop if at != before]
        return self._met(starts, {at: number for number, loop in enumerate(loops) for at in loop})

    def _settled(self, loop: set[int]) -> bool:
        """Whether what is in ``loop`` can no longer fail."""
        return any(at in loop and edge == self._free for at, edge in self._whole.last)

    def _met(self, starts: list[tuple[int, int, int]], inside: Mapping[int, int]) -> str:
        """Return characters of a text on which a way leads from the first loop to the second, if there is one."""
        waiting = [
            (*start, mask)
            for start in starts
            for kind in (self._word, ~self._word)
            if (mask := self._masks[start[0]] & self._masks[start[2]] & kind)
        ]
        begun = {*waiting}
        states: dict[_Together, set[_Together]] = {}
        met: list[tuple[_Together, _Together]] = []
        while waiting:
            state = waiting.pop()
            if state in states:
                continue
            states[state] = {*self._together(state, inside)}
            one, middle, two, mask = state
            if middle == two and (again := (one, one, two, mask)) in begun:
                states[state].add(again)
                met.append((state, again))
            waiting += states[state]
        number_of = {state: number for number, loop in enumerate(_loops(states)) for state in loop}
        for state, again in met:
            if number_of.get(state, -1) == number_of.get(again, -2):
                return "".join(char for at, char in enumerate(self._alphabet) if state[3] >> at & 1)[:12]
        return ""

    def _together(self, state: _Together, inside: Mapping[int, int]) -> Iterator[_Together]:
        """The steps of three ways on the same text: round the first loop, from the first to the second, round the second."""
        one, middle, two, mask = state
        was_word = bool(mask & self._word)
        for first, a in self._next[one]:
            if inside.get(first) != inside[one] or not mask & a[1]:
                continue
            for third, c in self._next[two]:
                along = self._masks[first] & self._masks[third] & a[2] & c[2]
                if inside.get(third) != inside[two] or not along or not mask & a[1] & c[1]:
                    continue
                for second, b in self._next[middle]:
                    both = along & self._masks[second] & b[2]
                    if not both or not mask & a[1] & b[1] & c[1]:
                        continue
                    for kind in (self._word, ~self._word):
                        after = both & kind
                        edge = _BOUNDARY if was_word is not (kind == self._word) else _NO_BOUNDARY
                        if after and all(each[0] in {_EITHER, edge} for each in (a, b, c)):
                            yield first, second, third, after

    def _graph(self) -> dict[int, set[int]]:
        return {at: {after for after, _ in edges} for at, edges in enumerate(self._next)}


def _both(one: Condition, other: Condition) -> Condition:
    edge = one[0] if other[0] in {_EITHER, one[0]} else other[0] if one[0] == _EITHER else _NEVER
    return edge, one[1] & other[1], one[2] & other[2]


def _named(tree: Any) -> Iterator[int]:
    """The characters that a pattern names, and those beside the ends of its ranges."""
    if isinstance(tree, tuple) and len(tree) == 2 and tree[0] in {codes.LITERAL, codes.NOT_LITERAL}:
        yield tree[1]
    elif isinstance(tree, tuple) and len(tree) == 2 and tree[0] is codes.RANGE:
        yield from (max(tree[1][0] - 1, 0), *tree[1], tree[1][1] + 1)
    elif isinstance(tree, list | tuple | parser.SubPattern):
        for each in tree:
            yield from _named(each)


def _reached(graph: dict[int, set[int]], loop: set[int]) -> set[int]:
    found, waiting = set(loop), list(loop)
    while waiting:
        new = graph[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _loops(graph: dict[Any, set[Any]]) -> list[set[Any]]:
    """The strongly connected parts of ``graph`` that are cycles (Tarjan, without recursion)."""
    number: dict[Any, int] = {}
    low: dict[Any, int] = {}
    stack: list[Any] = []
    on_stack: set[Any] = set()
    found: list[set[Any]] = []
    for root, begun in graph.items():
        if root in number:
            continue
        work = [(root, iter(begun))]
        number[root] = low[root] = len(number)
        stack.append(root)
        on_stack.add(root)
        while work:
            node, after = work[-1]
            for each in after:
                if each not in number:
                    number[each] = low[each] = len(number)
                    stack.append(each)
                    on_stack.add(each)
                    work.append((each, iter(graph[each])))
                    break
                if each in on_stack:
                    low[node] = min(low[node], number[each])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    part: set[Any] = set()
                    while node not in part:
                        part.add(stack[-1])
                        on_stack.discard(stack.pop())
                    if len(part) > 1 or node in graph[node]:
                        found.append(part)
    return found
