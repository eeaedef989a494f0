"""The Tab key in each context."""


def _tab(t, typed, *seen):
    t.type(typed)
    t.keys("Tab")
    for text in seen:
        t.wait(text)


def a_command(new):
    t = new()
    _tab(t, ":sch", "sales> :schema")
    t.keys("C-u")
    _tab(t, ":mode js", ":mode json")


def a_function_with_its_signature(new):
    t = new(width=120)
    _tab(t, "unit_ec", "sales> unit_economics(")
    t.keys("C-u")
    _tab(t, "pay", "payback(")


def a_name_of_the_session(new):
    t = new()
    t.ask("let outlay_cost = $3", "sales> let outlay_cost = $3")
    _tab(t, "outl", "sales> outlay_cost")
    t.ask(" * 2", "$6")


def a_list_says_what_things_are(new):
    t = new()
    t.ask("let outlay_cost = $3", "sales> let outlay_cost = $3")
    t.ask("let outlay_won = 3 customers", "sales> let outlay_won = 3 customers")
    _tab(t, "outl", "sales> outlay_")
    t.keys("Tab")
    t.wait("USD")
    t.wait("customer")
    t.wait_last("sales> outlay_")
    t.ask("won", "3 customers")


def a_column_with_its_type(new):
    t = new()
    t.enter('let s = load("Datasets/spend.csv");')
    _tab(t, "s | where(.co", "sales> s | where(.cost")
    t.keys("C-u")
    _tab(t, "s | summarize(c: sum(.", "channel", "USD")
    t.keys("C-c")
    t.wait_last("sales>")
    t.ask("1 + 1", "2")


def a_name_of_a_module(new):
    t = new(width=120)
    t.ask('use "Tests/EvaluationTests/Data/modules/saas.sales" as saas; 6 * 7', "42")
    _tab(t, "saas.lt", "sales> saas.ltv_simple(")
    t.ask("$30/customer/month, 3%/month)", "$1,000/customer")
    t.enter("?saas.cost_per_win")
    t.wait("It needs the columns .cost and .won.")


def a_column_through_a_chain(new):
    t = new()
    t.enter('let s = load("Datasets/spend.csv");')
    _tab(t, "s | summarize(outlay: sum(.cost), by: .channel) | sort(.out", "sort(.outlay")


def an_argument(new):
    t = new()
    t.enter('let s = load("Datasets/spend.csv");')
    _tab(t, "cac(s, s, duri", "during:")


def a_word_of_an_argument(new):
    t = new()
    _tab(t, 'load("Datasets/spend.csv", as: "cust', '"customers"')


def a_unit(new):
    t = new()
    _tab(t, "3 custo", "3 customer")


def a_file(new):
    t = new()
    _tab(t, 'load("Datasets/spe', '"Datasets/spend.csv"')


def below_several_rows(new):
    t = new()
    t.ask("let outlay_cost = $3", "sales> let outlay_cost = $3")
    t.ask("let outlay_won = 3", "sales> let outlay_won = 3")
    t.enter("sum([1,")
    _tab(t, "outl", "outlay_")
    t.keys("Tab")
    t.wait("USD")
    t.wait_last("  outlay_")
    t.ask("won])", "4")


def an_expression_of_a_command(new):
    t = new()
    t.ask("let outlay_cost = $3", "sales> let outlay_cost = $3")
    _tab(t, ":type outl", "sales> :type outlay_cost")
    t.keys("C-u")
    _tab(t, ":type 2 + outl", "sales> :type 2 + outlay_cost")
    t.keys("C-u")
    t.type(":type outlay_cost * ")
    t.keys("Tab")
    t.keys("C-u")
    t.ask(":type outlay_cost * 2", "USD")


def nothing_to_complete_does_nothing(new):
    t = new()
    t.type("nothing_like_this_")
    t.keys("Tab", "Tab")
    t.wait_last("sales> nothing_like_this_")
    t.keys("C-u")
    t.ask("1 + 1", "2")
