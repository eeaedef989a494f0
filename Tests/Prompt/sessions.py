"""History, Ctrl-C, commands, and terminals of every kind."""

import signal
import stat
import subprocess
import time

from terminal import BINARY


# MARK: History


def entries_are_kept_for_the_next_session(new):
    t = new()
    t.ask("987 + 1", "988")
    t.keys("C-d")
    t.wait("left with 0")
    again = new(home=t.home)
    again.keys("Up")
    again.wait_last("sales> 987 + 1")


def open_sessions_share_the_history(new):
    one = new()
    other = new(home=one.home)
    one.ask("555 + 1", "556")
    other.ask("666 + 1", "667")
    one.ask("1 + 1", "2")
    other.ask("2 + 2", "4")
    other.keys("Up", "Up")
    other.wait_last("sales> 1 + 1")
    lines = one.history.read_text().splitlines()
    assert sorted(lines) == ["1 + 1", "2 + 2", "555 + 1", "666 + 1"], lines


def only_the_user_may_read_the_history(new):
    t = new()
    t.ask("1 + 1", "2")
    assert stat.S_IMODE(t.history.stat().st_mode) == 0o600


def an_entry_of_lines_is_one_line_of_history(new):
    t = new()
    t.enter("sum([1,")
    t.ask("2])", "3")
    assert t.history.read_text() == "sum([1,\\n  2])\n", t.history.read_text()


def a_line_that_begins_with_a_space_is_not_kept(new):
    t = new()
    t.ask(" 71 + 1", "72")
    t.ask("1 + 1", "2")
    assert t.history.read_text() == "1 + 1\n"


def secrets_are_not_kept(new):
    t = new()
    for entry in ('"token = abc"', '"https://me:word@host/x"', '"sk-abcdefghijklmnopqrstuv"'):
        t.enter(entry)
    t.ask("1 + 1", "2")
    assert t.history.read_text() == "1 + 1\n", t.history.read_text()


def the_history_is_shown_and_cleared(new):
    t = new()
    t.ask("31 + 1", "32")
    t.enter(":history 5")
    t.until(lambda: t.lines().count("31 + 1") == 1, "the entry")
    t.enter(":history clear")
    t.ask("1 + 1", "2")
    assert t.history.read_text() == "1 + 1\n"


def a_link_is_not_followed(new):
    t = new()
    victim = t.home / "victim"
    victim.write_text("mine\n")
    folder = t.home / ".local/state/sales"
    t.keys("C-d")
    t.wait("left with 0")
    t.history.unlink(missing_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    t.history.symlink_to(victim)
    again = new(home=t.home)
    again.ask("1 + 1", "2")
    assert victim.read_text() == "mine\n"


# MARK: Ctrl-C


def control_c_at_an_empty_prompt(new):
    t = new()
    t.keys("C-c")
    t.ask("1 + 1", "2")


def control_c_throws_an_entry_away(new):
    t = new()
    t.type("9 + 9")
    t.keys("C-c")
    t.ask("1 + 1", "2")
    assert "18" not in t.lines()


def control_c_in_an_entry_of_lines(new):
    t = new()
    t.enter("sum([1,")
    t.type("2")
    t.keys("C-c")
    t.ask("1 + 1", "2")


def control_c_in_a_search(new):
    t = new()
    t.ask("123 + 1", "124")
    t.keys("C-r")
    t.type("12")
    t.wait("bck:12")
    t.keys("C-c")
    t.ask("1 + 1", "2")


# Some seconds of work.
SLOW = "sum(map(1..9000000, x => sum(map(1..10, y => x * y))))"


def what_is_typed_behind_control_c_is_an_entry_of_its_own(new):
    for start in ["9 + ", "sum([", "C-r", "M-[200~"]:
        t = new()
        t.ask("123 + 1", "124")
        # All of it is there before the program wakes.
        t.keys(start, "1", "2", "C-c", "1 + 1", "Enter")
        t.wait_line("2")
        t.wait_last("sales>")


def control_c_behind_an_entry_ends_it(new):
    t = new()
    for _ in range(5):
        t.keys(SLOW, "Enter", "C-c")
        t.wait("interrupted")
        t.wait_last("sales>")
        t.keys("C-l")
        t.until(lambda: t.lines() == ["sales>"], "a clear screen")


def control_d_behind_an_entry_ends_the_session(new):
    for wait in [0, 0.2]:
        t = new(command="SALES; echo left")
        t.keys("50 + 5", "Enter", SLOW.replace("9000000", "60000"), "Enter")
        t.wait_line("55")
        time.sleep(wait)
        t.keys("C-d")
        t.wait_line("left")


LONG = 'simulate("mixed", seed: 1).customers | summarize(n: count(), by: .channel)'


def control_c_ends_a_statement_and_keeps_the_session(new):
    t = new()
    t.ask("let kept = 5", "sales> let kept = 5")
    t.enter(SLOW)
    time.sleep(0.3)
    t.keys("C-c")
    t.wait("interrupted")
    t.wait_last("sales>")
    t.ask("kept", "5")


def control_c_ends_the_pager_only(new):
    t = new(height=12)
    t.ask("let kept = 6", "sales> let kept = 6")
    t.enter(":help cac")
    t.wait("Customer acquisition cost")
    t.keys("C-c")
    time.sleep(0.3)
    t.keys("q")
    t.wait_last("sales>")
    t.ask("kept", "6")


def control_z_and_back(new):
    t = new(command="bash --norc --noprofile -i -c 'set -m; SALES; fg'")
    t.type("20 +")
    # The terminal throws away what was typed and not read before Ctrl-Z.
    t.wait_last("sales> 20 +")
    t.keys("C-z")
    t.wait("Stopped")
    t.wait_last("sales> 20 +")
    t.ask(" 2", "22")


def a_signal_leaves_a_sound_terminal(new):
    t = new()
    t.ask("1 + 1", "2")
    t.send_signal(signal.SIGTERM)
    t.wait("left with 143")


# MARK: Commands


def names_are_listed(new):
    t = new()
    t.ask("let cac = $12_000 / 40 customers", "sales> let cac = $12_000 / 40 customers")
    t.enter(":vars")
    t.wait("$300/customer")
    t.wait("USD/customer")


def a_type_is_told_and_nothing_runs(new):
    t = new()
    t.ask(":type $12 / 4 customers", "USD/customer")


def tables_and_their_columns_are_listed(new):
    t = new()
    t.enter('let t = table { a[USD] | b \n 1 | "x" }')
    t.enter(":tables")
    t.wait("Table of 2 columns")
    t.enter(":schema t")
    t.wait("column")
    t.wait("USD")


def a_warning_is_said_with_each_figure(new):
    t = new(height=40)
    t.enter('let c = table { id | started | ended | mrr[USD/month] \n "a" | @2026-01-01 | missing | 10 \n "b" | @2026-01-01 | @2026-03-01 | 12 }')
    t.enter("churn(c, as_of: @2026-08-01)")
    t.wait("fewer than 30")
    t.enter("churn(c, as_of: @2026-08-01)")
    t.until(lambda: t.screen().count("fewer than 30") == 2, "the warning again")


def what_is_no_table_is_told_once(new):
    t = new()
    t.enter(":schema 1 + 1")
    t.wait("this is no table")
    t.enter(":schema nothing_like_this")
    t.wait("nothing_like_this`")
    t.wait_last("sales>")
    assert t.screen().count("error[") == 2, t.screen()


def a_query_and_a_plan_are_shown(new):
    t = new(height=60)
    t.enter('let c = load("Datasets/spend.csv");')
    t.enter(":plan c | where(.cost > $100)")
    t.wait("keep the rows that fit")
    t.enter(":sql c | where(.cost > $100)")
    t.wait("read_csv")


def an_explanation_is_shown(new):
    t = new(height=60)
    t.enter(":explain cac($12_000, 40 customers)")
    t.wait("40 customers")


def a_saved_session_runs(new):
    t = new()
    t.ask("let a = 20", "sales> let a = 20")
    t.enter("a + nothing")
    t.wait("error[")
    t.ask("a + 1", "21")
    t.enter(f":save {t.home}/report.sales")
    t.wait("2 entries")
    assert (t.home / "report.sales").read_text() == "let a = 20\na + 1\n"
    t.enter(":reset")
    t.enter(f":load {t.home}/report.sales")
    t.until(lambda: t.lines().count("21") == 2, "21 again")
    t.ask("a + 2", "22")
    t.enter(f":save {t.home}/report.sales")
    t.wait("error[")
    t.wait(f":save! {t.home}/report.sales")
    t.enter(":save! ~/report.sales")
    t.wait("1 entry")
    assert (t.home / "report.sales").read_text() == "a + 2\n"
    assert [path.name for path in t.home.glob("report*")] == ["report.sales"]


def a_saved_script_goes_on_from_results(new):
    t = new()
    t.ask("20 + 1", "21")
    t.ask("_ * 2", "42")
    t.ask("| sqrt", "6.48")
    t.ask("let a = _2", "sales> let a = _2")
    t.ask("let a = a + 1", "sales> let a = a + 1")
    t.ask("a", "43")
    path = t.home / "again.sales"
    t.enter(f":save {path}")
    t.wait("6 entries")
    done = subprocess.run([BINARY, "run", path], capture_output=True, text=True, check=False)
    assert done.stdout == "21\n42\n6.48\n43\n", (done, path.read_text())


def a_reset_forgets(new):
    t = new()
    t.ask("let a = 20", "sales> let a = 20")
    t.enter(":reset")
    t.enter("a")
    t.wait("error[")


def settings_are_changed_and_shown(new):
    t = new()
    t.enter(":mode json")
    t.ask("$3", '{"value":3,"unit":"USD"}')
    t.enter(":set")
    t.wait("json")
    t.enter(":rows none")
    t.wait("error[")


def times_are_told(new):
    t = new()
    t.enter(":time on")
    t.enter("1 + 1")
    t.until(lambda: any(line.startswith("0.") and line.endswith(" s") for line in t.lines()), "a time")


def an_unknown_command_is_answered(new):
    t = new()
    t.enter(":var")
    t.wait(":vars")


def a_page_is_shown(new):
    t = new(height=60)
    t.enter("?cac")
    t.wait("Customer acquisition cost")


def an_entry_is_edited_elsewhere(new):
    t = new(environment={"EDITOR": "sed -i s/1/7/"})
    t.ask("1 + 0", "1")
    t.enter(":edit")
    t.wait_line("7")
    t.type("1 + 2")
    t.keys("C-x", "C-e")
    t.wait("7 + 2")
    t.keys("Enter")
    t.wait_line("9")


def the_start_file_runs(new):
    first = new()
    folder = first.home / ".config/sales"
    folder.mkdir(parents=True)
    (folder / "init.sales").write_text("let mine = 77\n")
    t = new(home=first.home)
    t.ask("mine + 1", "78")


def the_users_keys_are_respected(new):
    first = new()
    (first.home / ".editrc").write_text("bind ^T ed-move-to-beg\n")
    t = new(home=first.home)
    t.type("2")
    t.keys("C-t")
    t.ask("4", "42")


def tall_output_is_paged(new):
    t = new(height=12)
    t.enter(":help cac")
    t.until(lambda: t.last() != "sales>" and len(t.lines()) == 12, "the pager")
    t.keys("q")
    t.ask("1 + 1", "2")


def a_command_without_its_colon_is_answered(new):
    t = new()
    t.enter("exit")
    t.wait("help: :exit")
    t.enter("let help = 3")
    t.ask("help", "3")


def quit_and_end(new):
    t = new()
    t.enter(":quit")
    t.wait("left with 0")
    t = new()
    t.keys("C-d")
    t.wait("left with 0")


# MARK: Terminals


def a_dumb_terminal_is_plain(new):
    t = new(term="dumb")
    t.ask("40 + 2", "42")


def an_unknown_terminal_is_plain(new):
    t = new(term="no-such-terminal")
    t.ask("40 + 2", "42")


def no_home(new):
    new(environment={"HOME": None}).ask("40 + 2", "42")


def a_home_that_cannot_be_written(new):
    t = new(environment={"HOME": "/proc"})
    t.ask("40 + 2", "42")
    t.keys("Up")
    t.wait_last("sales> 40 + 2")


def the_c_locale(new):
    new(environment={"LC_ALL": "C"}).ask('"ğüş 商"', "ğüş 商")


def a_turkish_locale(new):
    t = new(environment={"LC_ALL": "tr_TR.UTF-8"})
    t.ask('let İsim = "ılık"', 'sales> let İsim = "ılık"')
    t.ask("upper(İsim)", "ILIK")


def closed_standard_input(new):
    t = new(command="SALES <&-", ready=None)
    t.wait("it is closed")
    t.wait("left with 5")


def standard_input_of_a_pipe(new):
    t = new(command="echo 40 + 2 | SALES", ready=None)
    t.wait_line("42")
    t.wait("left with 0")
