"""Typing, recalling, pasting and resizing."""


def a_value_is_shown(new):
    new().ask("6 * 7", "42")


def the_last_value_has_a_name(new):
    t = new()
    t.ask("6 * 7", "42")
    t.ask("_ + 1", "43")
    t.ask("_1 + 2", "44")
    t.ask("_2 - _1", "1")


def a_line_that_begins_with_a_pipe_goes_on(new):
    t = new()
    t.ask("[3, 1, 2]", "[3, 1, 2]")
    t.ask("| sum", "6")


def a_semicolon_hides_the_value(new):
    t = new()
    t.enter("100 + 11;")
    t.ask("_ + 1", "112")
    assert "111" not in t.screen()


def enter_opens_a_line_in_an_open_bracket(new):
    t = new()
    t.enter("sum([1,")
    t.wait_last("sales> sum([1,")
    t.ask("2, 3])", "6")


def an_empty_line_ends_an_entry(new):
    t = new()
    t.enter("sum([1,")
    t.keys("Enter")
    t.wait("error[")
    t.ask("1 + 1", "2")


def meta_enter_opens_a_line(new):
    t = new()
    t.type("1 +")
    t.keys("M-Enter")
    t.ask("2", "3")


def up_recalls_an_entry(new):
    t = new()
    t.ask("20 + 1", "21")
    t.ask("30 + 1", "31")
    t.keys("Up", "Up")
    t.wait_last("sales> 20 + 1")
    t.keys("Down")
    t.wait_last("sales> 30 + 1")


def up_moves_within_an_entry(new):
    t = new()
    t.enter("sum([1,")
    t.type("2])")
    t.keys("Up", "C-e")
    t.ask("10,", "13")


def an_entry_of_lines_is_recalled_and_changed(new):
    t = new()
    t.enter("sum([1,")
    t.ask("2])", "3")
    t.keys("Up")
    t.wait_last("  2])")
    t.keys("C-e", "BSpace", "BSpace")
    t.ask("0])", "21")


def a_line_begins_and_ends_at_its_keys(new):
    for home, end in (("C-a", "C-e"), ("Home", "End")):
        t = new()
        t.type("2 + 3")
        t.keys(home)
        t.type("1")
        t.keys(end)
        t.ask("4", "46")


def words_are_deleted(new):
    t = new()
    t.type("5 + wrong")
    t.keys("C-w")
    t.ask("6", "11")


def words_are_passed(new):
    t = new()
    t.type("alpha beta")
    t.keys("M-b", "M-b")
    t.type("x")
    t.wait_last("sales> xalpha beta")
    t.keys("C-Right")
    t.type("y")
    t.wait("xalphay beta")


def a_character_is_deleted_forward(new):
    t = new()
    t.type("77")
    t.keys("C-a", "DC")
    t.keys("C-e")
    t.ask(" + 1", "8")


def a_line_is_taken_away(new):
    t = new()
    t.type("nonsense (")
    t.keys("C-u")
    t.ask("4 + 4", "8")


def control_r_searches(new):
    t = new()
    t.ask("111 + 1", "112")
    t.ask("222 + 2", "224")
    t.keys("C-r")
    t.type("111")
    t.wait("bck:111")
    t.keys("Enter")
    t.until(lambda: t.lines().count("112") == 2, "112 again")


def a_beginning_is_searched(new):
    t = new()
    t.ask("1000 + 1", "1,001")
    t.ask("2000 + 2", "2,002")
    t.type("10")
    t.keys("M-p")
    t.wait_last("sales> 1000 + 1")


def wide_characters_are_edited(new):
    t = new()
    t.type('"商品 été 😀 ğş"')
    t.keys("Left", "BSpace", "BSpace")
    t.ask("!", "商品 été 😀 !")


def a_combining_mark_is_kept(new):
    new().ask('"e\u0301a"', "e\u0301a")


def two_hundred_lines_are_pasted(new):
    t = new()
    t.paste("\n".join(f"let v{i} = {i}" for i in range(200)))
    t.wait("let v199 = 199")
    assert "error" not in t.screen()
    t.keys("Enter")
    t.ask("v0 + v199", "199")


def a_paste_waits_for_enter(new):
    t = new()
    t.paste("40 + 2\n")
    t.wait_last("sales> 40 + 2")
    assert "42" not in t.lines()
    t.keys("Enter")
    t.wait_line("42")


def tabs_and_controls_are_pasted_as_text(new):
    t = new()
    t.paste("1\t+\x1b[31m\x07 2")
    t.wait("1 +[31m 2")
    t.keys("C-c")
    t.ask("5 + 5", "10")


def the_entry_survives_another_size(new):
    t = new()
    t.type("sum([1, 2, 3")
    t.resize(60, 15)
    t.wait("sum([1, 2, 3")
    t.ask("])", "6")
    t.resize(120, 40)
    t.ask("3 + 3", "6")


def a_long_entry_is_folded_again(new):
    t = new(width=60)
    t.type("sum([" + ", ".join(str(i) for i in range(1, 31)))
    t.resize(40, 20)
    t.ask("])", "465")


def the_entry_is_drawn_in_colour(new):
    t = new()
    t.ask("let price = $3", "sales> let price = $3")
    assert "\x1b[" in t.screen(colours=True)


def nothing_is_coloured_without_colour(new):
    t = new(environment={"NO_COLOR": "1"})
    t.ask("let price = $3", "sales> let price = $3")
    t.enter("price +")
    t.enter("")
    t.wait("error[")
    assert "\x1b[3" not in t.screen(colours=True)
