"""Scripts whose output must not depend on the run, the threads, the locale or the time zone.

Where a locale could change what is right, the script checks what has to be right itself.
"""

# Headers in capital letters, of which a Turkish small `I` would be another letter.
_CAPITALS = "ID,STARTED,ENDED,INDUSTRY,CHANNEL,MRR\n" + "".join(
    f"C{n:03},2025-{n % 6 + 1:02}-{n % 28 + 1:02},"
    + (f"2025-{n % 5 + 7:02}-{n % 27 + 1:02}" if n % 5 < 2 else "")
    + f",{['IT', 'it', 'ISI', 'ısı'][n % 4]},{['RADIO', 'MAIL', 'EVENTS'][n % 3]},{20 + n * 7 % 31}.5\n"
    for n in range(120)
)
_SPEND = "DATE,CHANNEL,COST,KIND\n" + "".join(
    f"2025-{n % 12 + 1:02}-{n % 28 + 1:02},{['RADIO', 'MAIL', 'EVENTS'][n % 3]},{n * 37 % 101}.25,IDEA\n"
    for n in range(200)
)
# Twelve o'clock at night, the hours that a clock skips or has twice, and a time without a zone.
_INSTANTS = """at,name,x
2026-03-01T23:30:00Z,ILIK,0.1
2026-03-08T05:45:00+03:30,ilik,0.2
2026-03-08T02:30:00-03:30,İLİK,0.3
2026-11-01T01:30:00Z,ılık,0.4
2026-12-31T23:59:59Z,I,0.5
"""

FILES = {"capitals.csv": _CAPITALS, "spend.csv": _SPEND, "instants.csv": _INSTANTS, "iD.csv": "iD,x\na,1\nb,2\n"}

_ECONOMICS = """
let wins = load("capitals.csv", as: customers)
let spend = load("spend.csv", as: spend)
let all = unit_economics(spend, wins, by: .channel)
all
explain(cac(spend, wins))
let leaving = churn(wins, by: .industry, as_of: @2025-12-28)
leaving
let worth = ltv(wins, margin: 72%, as_of: @2025-12-28)
let price = cac(spend, wins)
worth / price
worth / price - 1
worth - worth
(worth + price).low
check worth / price > 0
"""

_TABLES = """
let wins = load("capitals.csv", as: customers, units: {MRR: USD/customer/month})
wins | summarize(count: count(), mean: mean(.MRR), deviation: stddev(.MRR), sum: sum(.MRR), by: [.INDUSTRY, started: quarter(.STARTED)]) | with_total()
wins | summarize(median: median(.MRR), most: quantile(.MRR, 90%), together: correlation(.MRR, day(.STARTED)))
wins | window(so_far: running(.MRR), smooth: moving(.MRR, 3), place: rank(-.MRR), by: .CHANNEL, order: .ID) | top(5, by: .so_far)
wins | sample(7, seed: 5)
wins | sample(3) | keep(.ID, .INDUSTRY)
wins | pivot(rows: .INDUSTRY, columns: .CHANNEL, value: .MRR, aggregate: "mean")
wins | describe()
wins | save("kept.parquet", replace: true);
let kept = load("kept.parquet")
kept | summarize(sum: sum(.MRR), started: min(.STARTED), by: .CHANNEL)
kept | save("kept.csv", replace: true);
kept | top(9, by: .MRR) | save("kept.json", replace: true);
let large = load("large.parquet")
large | summarize(sum: sum(.x), mean: mean(.x), deviation: stddev(.x), quarter: quantile(.x, 25%), by: .channel)
large | top(3, by: .x)
"""

_MARKET = """
let market = simulate({market: "mixed", customers: 60, months: 6})
market.customers | top(4, by: .id) | keep(.id, .started, .channel, .mrr)
market.spend | summarize(cost: sum(.cost), by: .channel)
"""

# What is dotless in Turkish has a dot here, whatever the locale says.
_WORDS = """
check upper("indigo ıi") == "INDIGO II", "small letters"
check lower("INDIGO Iİ") == "indigo ii", "capital letters"
check not ("I" == "ı") and not ("İ" == "i") and "I" < "i" and "i" < "ı"
check 3 impressions + 1 impression == 4 impressions
check if 1 is missing then false else 1 in [1] and not (2 in [1])
let wins = load("capitals.csv", as: customers)
check (wins | where(lower(.INDUSTRY) == "it") | summarize(n: count())).n[0] == 60
check (wins | where(upper(.INDUSTRY) == "ISI") | summarize(n: count())).n[0] == 60
check (wins | where(matches(.INDUSTRY, "(?i)^it$")) | summarize(n: count())).n[0] == 60
check (wins | where(contains(.INDUSTRY, "I")) | summarize(n: count())).n[0] == 60
wins | summarize(ids: distinct(.id), mrr: sum(.mrr), by: .industry)
load("iD.csv", as: customers) | summarize(count: count(.id))
load("instants.csv") | add(small: lower(.name), large: upper(.name), has: matches(.name, "(?i)i")) | sort(.name)
load("instants.csv") | summarize(sum: sum(.x), by: [name: upper(.name)])
["ılık", "ILIK", "ilik", "İLİK"] | map(x => upper(x))
"{1234567.891:,} {0.5:.1} {72%:.0%}"
"""

_DAYS = """
let t = load("instants.csv")
t | add(year: year(.at), month: month(.at), week: week(.at), day: day(.at), weekday: weekday(.at), hour: hour(.at), minute: minute(.at))
t | where(.at >= @2026-03-08T02:15Z) | keep(.at)
t | where(.at in @2026-Q1) | keep(.at)
t | summarize(first: min(.at), last: max(.at), count: count(), by: [month: month(.at)])
@2026-03-01T09:30Z
@2026-03-08T02:30Z - @2026-03-07T02:30Z
@2026-12-31T23:59Z in @2026
@2026-01-31 + 1 month
@2026-11-01 - @2026-03-08
days_between(@2026-03-08, @2026-11-01)
hour(@2026-03-08T02:30Z)
end_of(@2026-Q1)
load("spend.csv", as: spend) | where(.date in @2025-Q4) | summarize(cost: sum(.cost), by: [month: month(.date)])
today
t | save("instants.json", replace: true);
t | save("again.csv", replace: true);
"""

_MISTAKES = """
let wins = table {
  ID | INDUSTRY
  1  | "it"
}
wins | where(.INDUSTRİ == "it")
wins | summarise(count: count())
3 ımpressions
$5 + 5 TRY
İF 3 > 2 then 1
"""

_LAYOUT = """let   ı=1;let İ  = 2
if ı>İ then "ı" else   "İ"
table { ID|iD
1|2 }
"""

# Rows of several groups of a Parquet file, which the engine reads with several threads.
LARGE = """
let touches = load("touches.parquet") | add(x: hour(.at) / 7 + minute(.at) / 11)
touches | append(touches | where(.x < 4)) | save("large.parquet", replace: true);
"""

SCRIPTS = [
    ("unit economics as a table", ["run", "steady.sales"], _ECONOMICS, 0),
    ("tables as CSV", ["--format", "csv", "run", "steady.sales"], _TABLES, 0),
    (
        "a market and days as Markdown", ["--format", "markdown", "--seed", "3", "run", "steady.sales"],
        _MARKET + _DAYS, 0,
    ),
    ("words as JSON", ["--format", "json", "run", "steady.sales"], _WORDS, 0),
    ("mistakes", ["check", "steady.sales"], _MISTAKES, 3),
    ("the layout", ["fmt", "steady.sales"], _LAYOUT, 0),
]
