"""The delimited text files of the handbook's table of inputs and answers, by the words of its rows.

Each entry makes its files in a folder and gives the program that reads them, and words that the
program prints, if that matters.
"""

ROWS = "date,channel,cost\n2026-01-02,search,10.5\n2026-01-03,brand,20\n"


def file(name, content, program=None, prints=None):
    def make(folder):
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)
        return program or f'load("{name}")', prints

    return make


def headers(folder):
    (folder / "spend.csv").write_text("date,channel,cost\n")
    (folder / "customers.csv").write_text("id,started,ended,channel,mrr\n")
    return 'cac(load("spend.csv", as: spend), load("customers.csv", as: customers))', "missing"


def directory(folder):
    (folder / "folder.csv").mkdir(exist_ok=True)
    return 'load("folder.csv")', None


def wide():
    """5,000 columns of days, numbers and words; the sum of each third one is known."""
    cells = [lambda row: f"2026-01-{row:02}", lambda row: f"name {row}", lambda row: f"{row}.25"]
    names = ",".join(f"field_{column}" for column in range(5_000))
    rows = (",".join(cells[at % 3](row) for at in range(5_000)) for row in range(1, 21))
    return "\n".join([names, *rows, ""])


TURKISH = ROWS.replace("search", "İzmir").replace("brand", "Şişli").encode("windows-1254")

INPUTS = {
    "a cell of 1,000,000 characters": file(
        "long.csv", "note,cost\n" + "é" * 1_000_000 + ",1\n",
        'load("long.csv") | add(n: length(.note)) | keep(.n)', "1,000,000"),
    "5,000 columns": file(
        "wide.csv", wide(), 'load("wide.csv") | summarize(n: sum(.field_4997))', "215"),
    "a header alone, asked for its rows": file(
        "header.csv", "date,channel,cost\n", prints="no rows"),
    "two headers alone, asked for `cac`": headers,
    "a NUL in a cell": file(
        "nul.csv", "date,channel,cost\n2026-01-02,a\0b,1\n", prints="a␀b"),
    "a row that is too short and one that is too long": file(
        "ragged.csv", ROWS + "2026-01-04\n2026-01-05,tv,3\n2026-01-06,tv,3,more\n"),
    "a byte that is no UTF-8": file(
        "invalid.csv", ROWS.replace("brand", "b#and").encode().replace(b"#", b"\xff"),
        prints="b\N{REPLACEMENT CHARACTER}and"),
    "a header with one name twice": file("twice.csv", "date,cost,cost\n2026-01-02,1,2\n"),
    "a header with an empty name": file("unnamed.csv", "date,cost,\n2026-01-02,1,2\n"),
    "rows without a header": file("rows.csv", ROWS.split("\n", 1)[1]),
    "two title lines and a row of totals": file(
        "titles.csv", "Spend by channel\n2 to 3 January\n" + ROWS + "Total,,30.5\n",
        'load("titles.csv") | summarize(cost: sum(.cost))', "30.5"),
    "a row of sums without a label": file("sums.csv", ROWS + ",,30.50\n"),
    "rows of subtotals and a grand total": file(
        "groups.csv", ROWS + "Subtotal,,30.5\n2026-02-01,search,4\n2026-02-02,brand,6\n"
        "Subtotal,,10\nGrand total,,40.5\n", 'load("groups.csv") | summarize(cost: sum(.cost))', "40.5"),
    "a row labelled as a sum that is none": file(
        "label.csv", "channel,cost\nsearch,10\nTotal,25\nbrand,20\n"),
    "the same with `totals: \"drop\"`": file(
        "label.csv", "channel,cost\nsearch,10\nTotal,25\nbrand,20\n",
        'load("label.csv", totals: "drop") | summarize(cost: sum(.cost))', "30"),
    "the same with `totals: \"keep\"`": file(
        "label.csv", "channel,cost\nsearch,10\nTotal,25\nbrand,20\n",
        'load("label.csv", totals: "keep") | summarize(cost: sum(.cost))', "55"),
    "such a label in a column of days": file(
        "daylabel.csv", ROWS.replace("2026-01-03", "Subtotal,,99\n2026-01-03"),
        'load("daylabel.csv", as: spend)'),
    "comment lines": file("comments.csv", "# made by hand\n# for a test\n" + ROWS),
    "an empty row between others": file("gap.csv", ROWS + ",,\n2026-01-04,tv,3\n"),
    "a cell that does not fit, below title lines and a quoted line end": file(
        "misfit.csv",
        "Spend by channel\n\ndate,channel,cost\n" + '2026-01-02,"a\nb",1\n'
        + "2026-01-03,c,2\n" * 30_000 + "2026-01-04,d,oops\n"),
    "no file": lambda folder: ('load("absent.csv")', None),
    "a folder": directory,
    "an empty file": file("empty.csv", ""),
    "blank lines alone": file("blank.csv", "\n \n\t\n"),
    "a quote that is never closed": file("open.csv", 'a,b\n"x,1\ny,2\n'),
    "Turkish letters in windows-1254": file("turkish.csv", TURKISH),
    'the same with `encoding: "windows-1254"`': file(
        "turkish.csv", TURKISH, 'load("turkish.csv", encoding: "windows-1254")', "Şişli"),
    "an encoding that there is not": file(
        "rows.csv", ROWS, 'load("rows.csv", encoding: "klingon")'),
    "a NUL in a name": file("nulname.csv", "a,b\0c\n1,2\n"),
    "a money column of words": file(
        "words.csv", ROWS.replace("10.5", "few").replace("20\n", "many\n"),
        'load("words.csv", as: spend)'),
    "amounts in two currencies": file(
        "currencies.csv", "date,channel,cost,currency\n2026-01-02,a,1,USD\n2026-01-03,b,2,EUR\n",
        'load("currencies.csv", as: spend)'),
}
