"""Tables at the prompt: their first and last rows, the line about all rows, and words in place of drawings."""


def the_last_rows_of_a_long_table_are_shown(new):
    t = new()
    t.enter(":rows 4")
    t.enter('load("Datasets/spend.csv")')
    t.wait("… 32,876 more rows")
    rows = [line for line in t.lines() if line.startswith("202")]
    assert [row.split()[0] for row in rows] == ["2023-07-01"] * 2 + ["2026-06-30"] * 2, rows


def a_line_about_all_rows_is_set_off(new):
    t = new()
    t.enter('let days = load("Datasets/spend.csv") | summarize(days: count(), by: .segment);')
    t.enter("days | with_total()")
    t.wait_line("all         32,880")
    lines = t.lines()
    place = lines.index("all         32,880")
    assert set(lines[place - 1]) == {"─"} and lines[place - 2].startswith("SMB"), lines


def words_stand_for_what_is_drawn(new):
    t = new(arguments=["--accessible"])
    t.enter("cac($1_200, 4 customers) to EUR")
    t.wait("error E")
    t.enter("[1, 2, 3] | sum(nothing)")
    t.wait("at: nothing")
    t.keys("C-l")
    t.enter('table { a | cost[USD]')
    t.enter('"x" | 3 }')
    t.wait_line("row 1: a x; cost $3")
    assert not any(sign in t.screen() for sign in "─│^"), t.screen()
    t.enter(":set")
    t.wait("setting accessible; value on;")
    t.enter(":accessible off")
    t.enter("_")
    t.wait("───")
