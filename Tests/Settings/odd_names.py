"""Names that a column may bear and that mean something else elsewhere, or are hard to write."""

import re
import subprocess

KEYWORDS = """let fn metric param use test check if then else match and or not in is to per mod true false
missing""".split()

# Words with a meaning in some places only, and those of declarations that come later.
WORDS = """table currency unit within at try as with by from every today report model plot load_rates describe
value low high level name rows columns order one many keep seed fill aggregate start end _ _1 __""".split()

ODD = [
    "Total Revenue (USD)", "New Customers", "a-b", "a.b", ".a", "a:b", "a,b", "a;b", "a|b", "a=b", "#", "##a",
    "$", "€", "100%", "1999", "@2026-Q1", "1.5", "-1", "'", '"', 'say "so"', '""', "\\", "\\n", "back\\slash",
    "{a}", "{", "}", "{.a}", "[0]", "(a", "a)", "/* a */", "-- a", "a; drop table t", "line\nend", "two\r\nends",
    "tab\there", "İsim", "ısı", "I", "i", "İ", "ı", "Straße", "STRASSE", "客户", "e\u0301", "👩‍💻",
    "a\u200bb", "a\u202eb", "null", "NULL", "rowid", "column0", "select", "SELECT", "from", "where", "group",
    "count", "Count", "COUNT", "count()", "sum(.x)", "x" * 300,
]


def plain_output(program, *arguments):
    return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout


def functions(program):
    """Every function, as `sales doc` lists them before its chapters."""
    listed = plain_output(program, "doc").split("\nChapters\n")[0]
    return re.findall(r"^- `([^`]+)`:", listed, re.M)


def units(program):
    """Every unit in all its spellings."""
    rows = re.findall(r"^\| (`[^|]+`) \|([^|]*)\|", plain_output(program, "doc", "units"), re.M)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", "".join(row))]


def roles(program):
    """The roles of each kind of table."""
    kinds = re.findall(r"^- `(\w+)`: Tables of ", plain_output(program, "doc"), re.M)
    return {
        kind: re.findall(r"^\| `([^`]+)` \|", plain_output(program, "doc", kind), re.M)
        for kind in kinds
    }


def unique(names):
    return list(dict.fromkeys(names))


def quoted(name):
    """A name as a text of the language, which has no escape of its own for a carriage return."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\u{d}", "\t": "\\t", "{": "\\{", "}": "\\}"}
    return '"' + "".join(escapes.get(character, character) for character in name) + '"'


def is_word(name):
    return re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,254}", name) is not None


def column(name):
    return f".{name}" if is_word(name) else f".{quoted(name)}"


def named(name):
    return name if is_word(name) else quoted(name)
