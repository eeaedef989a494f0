import Testing

/// The rules of the layout, each with what a person typed and what becomes of it.
@Suite("The layout") struct LayoutTests {
  private func expect(_ typed: String, _ written: String) {
    let check = LayoutCheck(typed)
    #expect(check.once == written)
    #expect(check.holds("rule"))
  }

  @Test("of blanks around signs, names and units")
  func blanks() {
    expect(
      "let  a=f ( 1,b :2 )+-3*x .. y", "let a = f(1, b: 2) + -3 * x .. y\n")
    expect(
      "fn f(a:List<Text>?,b=2)->USD/customer=a^-b/2",
      "fn f(a: List<Text>?, b = 2) -> USD/customer = a^-b / 2\n")
    expect(
      "load(\"x\",units:{ cost:USD,churn:%/month })",
      "load(\"x\", units: {cost: USD, churn: %/month})\n")
    expect("$84/customer/month*72%/(3%/month)", "$84/customer/month * 72% / (3%/month)\n")
    expect("a per month|f( )|g;", "a per month | f() | g;\n")
    expect("x [0].y", "x[0].y\n")
  }

  @Test("of ranges, whose signs stand alone only beside more than a word")
  func ranges() {
    expect("a in 1 .. 12", "a in 1..12\n")
    expect("@2026-01  ..<@2026-06", "@2026-01..<@2026-06\n")
    expect("1..n+1", "1 .. n + 1\n")
    expect("1.. .most", "1 .. .most\n")
  }

  @Test("of statements and the empty lines between them")
  func statements() {
    expect("\n\na\n\n\n\nb\nc;d\n\n", "a\n\nb\nc; d\n")
    expect("", "")
    expect("\n# alone", "# alone\n")
    expect("#!/usr/bin/env -S sales run\n\n\n1", "#!/usr/bin/env -S sales run\n\n1\n")
  }

  @Test("of comments, which stand below each other after lines that follow each other")
  func comments() {
    expect(
      "a # one\nlet bb = 2 ## two\n\nc   # three",
      "a           # one\nlet bb = 2  ## two\n\nc  # three\n")
    expect("f( # first\n a,\n  # own\n b)", "f(  # first\n  a,\n  # own\n  b\n)\n")
  }

  @Test("of pipelines: a person's breaks stay, and begin a line")
  func pipelines() {
    expect("spend|\nwhere(.a)\n   | sort(.b)", "spend\n| where(.a)\n| sort(.b)\n")
    expect("let x=spend\n| where(.a)", "let x = spend\n  | where(.a)\n")
  }

  @Test("of pipelines longer than 100 columns, which are broken before each pipe")
  func longPipelines() {
    let names = (1...4).map { "a_rather_long_name_of_a_function_\($0)(.x)" }
    expect(
      "let t = spend | \(names.joined(separator: " | "))",
      "let t = spend\n  | \(names.joined(separator: "\n  | "))\n")
    expect(
      "let t = spend | \(names.prefix(2).joined(separator: " | "))",
      "let t = spend | \(names.prefix(2).joined(separator: " | "))\n")
  }

  @Test("of calls, whose brackets are open when a line ends after the first")
  func calls() {
    expect("f(a,\n b)", "f(a,\n  b)\n")
    expect("f(\na, b,\nc: [1,\n2])", "f(\n  a, b,\n  c: [1,\n    2]\n)\n")
    expect("f(a\n, b)", "f(a,\n  b)\n")
    expect("g(f(\na\n))", "g(f(\n  a\n))\n")
  }

  @Test("of tables, whose cells stand below each other by the width that they are shown in")
  func tables() {
    expect(
      "let t=table{\n|a [USD]|\"b c\"|\n\"中文\"|1_200|# x\n\n\"y\"|-4\n}",
      """
      let t = table {
        a[USD] | "b c"
        "中文" | 1_200  # x

        "y"    | -4
      }

      """)
    expect("table{a|b;1|2}", "table { a | b; 1 | 2 }\n")
  }

  @Test("of blocks, tests and choices")
  func blocks() {
    expect("fn f(x)={let y=x;y}", "fn f(x) = { let y = x; y }\n")
    expect("test \"t\"{check a\ncheck b}", "test \"t\" {\n  check a\n  check b\n}\n")
    expect(
      "match x{1..9=>a,\n\"x\",\"y\"=>b\nelse=>c}",
      "match x {\n  1..9 => a,\n  \"x\", \"y\" => b\n  else => c\n}\n")
    expect("if a\nthen b\nelse c", "if a\n  then b\n  else c\n")
  }

  @Test("of texts, which stay as they are")
  func texts() {
    expect("\"a {b  +1:.2}\"", "\"a {b  +1:.2}\"\n")
    expect("let  t=\"\"\"\n   a\n     b\n   \"\"\"", "let t = \"\"\"\n   a\n     b\n   \"\"\"\n")
  }

  @Test("a script with mistakes is not written")
  func mistakes() {
    #expect(LayoutCheck("let = 5").once == nil)
    #expect(LayoutCheck("f(1").once == nil)
  }
}
