"""What may be changed in a kernel: the operators, comparisons and constants of its text, by their places."""

import re
from dataclasses import dataclass

# What stands for what. A comparison moves by its boundary, and is turned round.
OPERATORS = {
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"],
    "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="], "%=": ["*="],
    "&+": ["&-"], "&-": ["&+"], "&*": ["&+"],
    "&": ["|"], "|": ["&"], "^": ["&"], "<<": [">>"], ">>": ["<<"],
    "&=": ["|="], "|=": ["&="], "^=": ["&="], "<<=": [">>="], ">>=": ["<<="],
    "<": ["<=", ">="], "<=": ["<", ">"], ">": [">=", "<="], ">=": [">", "<"],
    "==": ["!="], "!=": ["=="],
    "&&": ["||"], "||": ["&&"],
    "..<": ["..."], "...": ["..<"],
}
PREFIXES = {"-": [""], "!": [""]}
WORDS = {"true": ["false"], "false": ["true"]}
CALLS = {"min": ["max"], "max": ["min"]}

TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*)
  | (?P<comment>/\*)
  | (?P<text>\#*"{3}|\#*")
  | (?P<mark>[@\#][A-Za-z_]\w*(\([^()]*\))?)
  | (?P<argument>\$\d+)
  | (?P<number>0[xob][0-9A-Fa-f_]+(\.[0-9A-Fa-f_]+)?([pP][+-]?\d+)?|\d[\d_]*(\.\d[\d_]*)?([eE][+-]?\d+)?)
  | (?P<word>[^\W\d]\w*|`\w+`)
  | (?P<operator>[-+*/%<>=!&|^~?]+|\.\.[.<])
  | (?P<other>.)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Mutant:
    """One change of one file."""

    file: str
    line: int
    start: int
    old: str
    new: str

    def applied(self, text):
        return text[: self.start] + self.new + text[self.start + len(self.old) :]

    def __str__(self):
        return f"{self.file}:{self.line}  {self.old}  becomes  {self.new or 'nothing'}"


def mutants(file, text):
    """All changes of a file, in the order of their places."""
    tokens = list(_tokens(text))
    left_out = _capacities(tokens) | _imports(tokens)
    found = []
    for number, (kind, start, token) in enumerate(tokens):
        if number in left_out:
            continue
        for new in _replacements(text, tokens, number, kind, start, token):
            line = text.count("\n", 0, start) + 1
            found.append(Mutant(file, line, start, token, new))
    return found


def _tokens(text):
    """Kind, start and characters of what is neither a space, a comment, a text nor an attribute."""
    place = 0
    while match := TOKEN.match(text, place):
        kind, token, start = match.lastgroup, match.group(), place
        place = match.end()
        if kind == "comment":
            place = _comment_end(text, start)
        elif kind == "text":
            place = _text_end(text, place, token)
        elif kind not in ("space", "mark"):
            yield kind, start, token


def _comment_end(text, place):
    """Where a comment ends, with those within it."""
    depth = 0
    for match in re.compile(r"/\*|\*/").finditer(text, place):
        depth += 1 if match.group() == "/*" else -1
        if depth == 0:
            return match.end()
    return len(text)


def _text_end(text, place, opening):
    """Where a text ends; what is put into it by `\\(…)` belongs to it."""
    closing = opening.lstrip("#") + "#" * opening.count("#")
    escape = "\\" + "#" * opening.count("#")
    while place < len(text) and not text.startswith(closing, place):
        if text.startswith(escape + "(", place):
            depth, place = 1, place + len(escape) + 1
            while place < len(text) and depth > 0:
                if text[place] == '"':
                    place = _text_end(text, place + 1, '"')
                    continue
                depth += {"(": 1, ")": -1}.get(text[place], 0)
                place += 1
        else:
            place += len(escape) + 1 if text.startswith(escape, place) else 1
    return place + len(closing)


def _capacities(tokens):
    """The arguments of `reserveCapacity`: they change no result."""
    found = set()
    for number, (_, _, token) in enumerate(tokens):
        if token != "reserveCapacity":
            continue
        depth = 0
        for place in range(number + 1, len(tokens)):
            depth += {"(": 1, ")": -1}.get(tokens[place][2], 0)
            found.add(place)
            if depth == 0:
                break
    return found


def _imports(tokens):
    return {n + 1 for n, (_, _, token) in enumerate(tokens) if token == "import"}


def _replacements(text, tokens, number, kind, start, token):
    before = text[start - 1] if start > 0 else " "
    after = text[start + len(token)] if start + len(token) < len(text) else " "
    if kind == "number":
        # The number of a member of a tuple is none.
        return [] if before == "." else [_raised(token)]
    if kind == "word":
        if token in WORDS:
            return WORDS[token]
        return CALLS[token] if token in CALLS and _is_called(tokens, number) else []
    if kind != "operator":
        return []
    spaced = before.isspace() and after.isspace()
    if token in ("..<", "..."):
        # A range without an end on one side has only one way to be written.
        closed = _ends_value(before) and not after.isspace() and after not in ")],}"
        return OPERATORS[token] if closed else []
    if spaced:
        return OPERATORS.get(token, [])
    if not after.isspace() and (before.isspace() or before in "([{,:"):
        return PREFIXES.get(token, [])
    # Brackets of types, marks of optionals and `&` of arguments stand without spaces.
    return []


def _ends_value(character):
    return character.isalnum() or character in "_)]}`"


def _is_called(tokens, number):
    following = tokens[number + 1][2] if number + 1 < len(tokens) else ""
    before = tokens[number - 1][2] if number > 0 else ""
    return following in ("(", "{") and before != "func"


def _raised(number):
    """An integer or a power of two and one more; of others the first digit that is not 0, raised by one."""
    if re.fullmatch(r"[\d_]+", number):
        return str(int(number.replace("_", "")) + 1)
    if match := re.fullmatch(r"(0x.*p)([+-]?\d+)", number, re.IGNORECASE):
        return match.group(1) + str(int(match.group(2)) + 1)
    if number.startswith(("0x", "0o", "0b")):
        base = {"x": 16, "o": 8, "b": 2}[number[1]]
        return str(int(number[2:].replace("_", ""), base) + 1)
    digits, *exponent = re.split(r"(?=[eE])", number, maxsplit=1)
    place = next((n for n, digit in enumerate(digits) if digit in "123456789"), 0)
    raised = "8" if digits[place] == "9" else str(int(digits[place]) + 1)
    return digits[:place] + raised + digits[place + 1 :] + "".join(exponent)
