import Planning
import Testing
import Units
import Values

/// The query of each kind of relation, read by a person before it was written down here.
@Suite struct SQLWriterTests {
  static let spend = Relation.scan(
    FileScan(
      path: "/data/spend.csv", format: .csv,
      columns: [
        .init(name: "date", engineType: "DATE"), .init(name: "channel", engineType: "VARCHAR"),
        .init(name: "Cost", engineType: "DOUBLE"), .init(name: "cost", engineType: "DOUBLE"),
      ],
      dateFormat: "%Y-%m-%d", identity: FileIdentity(size: 1, modifiedNanoseconds: 1, inode: 1)))
  static let wins = Relation.scan(
    FileScan(
      path: "wins [1].parquet", format: .parquet,
      columns: [
        .init(name: "channel", engineType: "VARCHAR"), .init(name: "wo\"n", engineType: "DOUBLE"),
      ], identity: FileIdentity(size: 1, modifiedNanoseconds: 1, inode: 1)))

  static let sum = AggregateOperation(
    "sum", sql: { "fsum(\($0[0]))" }, evaluate: { _ throws(ValueError) in .missing })
  static let first = AggregateOperation(
    "first", usesOrder: true, sql: { "arg_min(\($0[0]), \($0[1]))" },
    evaluate: { _ throws(ValueError) in .missing })

  static let totals = Relation.aggregate(
    spend, keys: [NamedScalar("channel", .column("channel"))],
    measures: [NamedScalar("total", .aggregate(sum, [.column("Cost")]))])

  /// The text of a query, with the source of the spend table cut short.
  func text(_ relation: Relation) throws -> String {
    let source = """
      read_csv(
        '/data/spend.csv',
        columns = {'c0': 'DATE', 'c1': 'VARCHAR', 'c2': 'DOUBLE', 'c3': 'DOUBLE'},
        auto_detect = false,
        header = true,
        skip = 0,
        delim = ',',
        quote = '"',
        escape = '"',
        nullstr = '',
        strict_mode = true,
        null_padding = false,
        ignore_errors = false,
        dateformat = '%Y-%m-%d'
      )
      """
    return try SQLWriter.write(relation).text
      .replacing(#/read_csv\([^)]*\)/#) { match in
        let lines = match.output.split(separator: "\n").map { line in
          line.drop { $0 == " " }
        }
        let expected = source.split(separator: "\n").map { line in line.drop { $0 == " " } }
        return lines == expected ? "SPEND" : String(match.output)
      }
  }

  @Test func scanOfText() throws {
    #expect(
      try text(Self.spend) == """
        SELECT
          t0.c0 AS "date",
          t0.c1 AS "channel",
          t0.c2 AS "Cost",
          t0.c3 AS "cost"
        FROM SPEND AS t0
        """)
  }

  @Test func scanOfParquet() throws {
    #expect(
      try text(Self.wins) == """
        SELECT
          CAST(t0."channel" AS VARCHAR) AS "channel",
          CAST(t0."wo""n" AS DOUBLE) AS "wo""n"
        FROM read_parquet('./wins [[]1].parquet') AS t0
        """)
  }

  @Test func filterAndProjectionShareOneQuery() throws {
    let filtered = Relation.filter(
      Self.spend,
      .call(
        Comparison.greater.operation(factor: 12), [.column("cost"), .constant(.number(5))]))
    let both = Relation.filter(filtered, .call(Logic.isMissing, [.column("channel")]))
    let query = Relation.project(
      both,
      [
        NamedScalar(
          "x",
          .call(
            Arithmetic.multiply(measure: .number),
            [
              .column("cost"),
              .call(Arithmetic.add(measure: .number), [.column("Cost"), .constant(.number(1))]),
            ]))
      ])
    #expect(
      try text(query) == """
        SELECT
          t0.c3 * (t0.c2 + CAST($1 AS DOUBLE)) AS "x"
        FROM SPEND AS t0
        WHERE (t0.c3 > (CAST($2 AS DOUBLE) * 12e0))
          AND (t0.c1 IS NULL)
        """)
    #expect(try SQLWriter.write(query).parameters == [.number(1), .number(5)])
  }

  @Test func aggregationIsOrderedByItsKeys() throws {
    #expect(
      try text(Self.totals) == """
        SELECT
          t0.c1 AS "channel",
          fsum(t0.c2) AS "total"
        FROM SPEND AS t0
        GROUP BY 1
        ORDER BY 1 NULLS LAST
        """)
  }

  @Test func setsOfKeysShareOnePass() throws {
    let keys = ["channel", "date"].map { NamedScalar($0, .column($0)) }
    let query = Relation.groupingSets(
      Self.spend, keys: keys, sets: [[0], [0, 1], []],
      measures: [NamedScalar("total", .aggregate(Self.sum, [.column("Cost")]))])
    #expect(
      try text(query) == """
        SELECT
          t0.c1 AS "channel",
          t0.c0 AS "date",
          fsum(t0.c2) AS "total"
        FROM SPEND AS t0
        GROUP BY GROUPING SETS ((1), (1, 2), ())
        ORDER BY 1 NULLS LAST, 2 NULLS LAST
        """)
  }

  @Test func aggregationThatUsesTheOrderGetsRowNumbers() throws {
    let query = Relation.aggregate(
      Self.spend, keys: [], measures: [NamedScalar("f", .aggregate(Self.first, [.column("Cost")]))])
    #expect(
      try text(query) == """
        SELECT
          arg_min(t1.c2, t1.position) AS "f"
        FROM (
          SELECT
            t0.c0,
            t0.c1,
            t0.c2,
            t0.c3,
            row_number() OVER () AS position
          FROM SPEND AS t0
        ) AS t1
        GROUP BY ()
        """)
  }

  @Test func sortingOfGroupsNeedsNoRowNumbers() throws {
    let query = Relation.limit(
      .sort(Self.totals, [SortKey(.column("total"), descending: true)]), 3)
    #expect(
      try text(query) == """
        SELECT
          t1.c0 AS "channel",
          t1.c1 AS "total"
        FROM (
          SELECT
            t0.c1 AS c0,
            fsum(t0.c2) AS c1
          FROM SPEND AS t0
          GROUP BY 1
        ) AS t1
        ORDER BY t1.c1 DESC NULLS LAST, t1.c0 NULLS LAST
        LIMIT 3
        """)
  }

  @Test func sortingOfAFileIsStable() throws {
    let query = Relation.project(
      .sort(Self.spend, [SortKey(.column("Cost"), descending: true)]),
      [NamedScalar("cost", .column("cost"))])
    #expect(
      try text(query) == """
        SELECT
          t1.c3 AS "cost"
        FROM (
          SELECT
            t0.c0,
            t0.c1,
            t0.c2,
            t0.c3,
            row_number() OVER () AS position
          FROM SPEND AS t0
        ) AS t1
        ORDER BY t1.c2 DESC NULLS LAST, t1.position NULLS LAST
        """)
  }

  static let join = Join(
    keys: [("channel", "channel")], keep: .all,
    output: [
      .init("channel", .either(left: "channel", right: "channel")),
      .init("total", .left("total")), .init("won", .right("wo\"n")),
    ])

  @Test func joinKeepsTheLeftOrder() throws {
    #expect(
      try text(.join(Self.totals, Self.wins, Self.join)) == """
        SELECT
          coalesce(t2.c0, t4.c0) AS "channel",
          t2.c1 AS "total",
          t4.c1 AS "won"
        FROM (
          SELECT
            t1.c0,
            t1.c1,
            row_number() OVER (ORDER BY t1.c0 NULLS LAST) AS position
          FROM (
            SELECT
              t0.c1 AS c0,
              fsum(t0.c2) AS c1
            FROM SPEND AS t0
            GROUP BY 1
          ) AS t1
        ) AS t2
        FULL JOIN (
          SELECT
            CAST(t3."channel" AS VARCHAR) AS c0,
            CAST(t3."wo""n" AS DOUBLE) AS c1,
            row_number() OVER () AS position
          FROM read_parquet('./wins [[]1].parquet') AS t3
        ) AS t4 ON t2.c0 = t4.c0
        ORDER BY t2.position NULLS LAST, t4.position NULLS LAST
        """)
  }

  @Test func noOrderIsPaidForBelowAnAggregation() throws {
    let joined = Relation.join(
      .sort(Self.spend, [SortKey(.column("cost"))]), Self.totals,
      Join(
        keys: [("channel", "channel")], keep: .both,
        output: [.init("a", .left("channel")), .init("b", .right("total"))]))
    let query = Relation.aggregate(
      joined, keys: [], measures: [NamedScalar("n", .aggregate(Self.sum, [.column("b")]))])
    #expect(
      try text(query) == """
        SELECT
          fsum(t2.c1) AS "n"
        FROM SPEND AS t0
        JOIN (
          SELECT
            t1.c1 AS c0,
            fsum(t1.c2) AS c1
          FROM SPEND AS t1
          GROUP BY 1
        ) AS t2 ON t0.c1 = t2.c0
        GROUP BY ()
        """)
  }

  @Test func distinctKeepsTheFirstRow() throws {
    #expect(
      try text(
        .project(.distinct(Self.spend, by: ["channel"]), [NamedScalar("d", .column("date"))]))
          == """
          SELECT DISTINCT ON (t1.c1)
            t1.c0 AS "d"
          FROM (
            SELECT
              t0.c0,
              t0.c1,
              t0.c2,
              t0.c3,
              row_number() OVER () AS position
            FROM SPEND AS t0
          ) AS t1
          ORDER BY t1.position NULLS LAST
          """)
  }

  @Test func appendGoesByName() throws {
    #expect(
      try text(.append([Self.wins, Self.totals])) == """
        SELECT
          t5.c0 AS "channel",
          t5.c1 AS "wo""n",
          t5.c2 AS "total"
        FROM (
          SELECT
            t1.c0,
            t1.c1,
            NULL AS c2,
            0 AS part,
            t1.position AS position
          FROM (
            SELECT
              CAST(t0."channel" AS VARCHAR) AS c0,
              CAST(t0."wo""n" AS DOUBLE) AS c1,
              row_number() OVER () AS position
            FROM read_parquet('./wins [[]1].parquet') AS t0
          ) AS t1
          UNION ALL
          SELECT
            t4.c0,
            NULL AS c1,
            t4.c1 AS c2,
            1 AS part,
            t4.position AS position
          FROM (
            SELECT
              t3.c0,
              t3.c1,
              row_number() OVER (ORDER BY t3.c0 NULLS LAST) AS position
            FROM (
              SELECT
                t2.c1 AS c0,
                fsum(t2.c2) AS c1
              FROM SPEND AS t2
              GROUP BY 1
            ) AS t3
          ) AS t4
        ) AS t5
        ORDER BY t5.part NULLS LAST, t5.position NULLS LAST
        """)
  }

  @Test func appendBelowAnAggregationHasNoOrder() throws {
    let query = Relation.aggregate(
      .append([Self.spend, Self.spend]), keys: [],
      measures: [NamedScalar("n", .aggregate(Self.sum, [.column("cost")]))])
    #expect(!(try text(query).contains("position")))
  }

  @Test func filterOfALimitIsOutsideOfIt() throws {
    let condition = ScalarExpression.conditional(
      if: .call(Logic.isMissing, [.column("cost")]), then: .constant(.bool(true)),
      else: .constant(.missing))
    #expect(
      try text(.filter(.limit(Self.spend, 5), condition)) == """
        SELECT
          t1.c0 AS "date",
          t1.c1 AS "channel",
          t1.c2 AS "Cost",
          t1.c3 AS "cost"
        FROM (
          SELECT
            t0.c0,
            t0.c1,
            t0.c2,
            t0.c3
          FROM SPEND AS t0
          LIMIT 5
        ) AS t1
        WHERE CASE (t1.c3 IS NULL) WHEN true THEN CAST($1 AS BOOLEAN) WHEN false THEN NULL END
        """)
  }

  @Test func whatIsUsedTwiceIsComputedOnce() throws {
    let sum = NamedScalar(
      "s", .call(Arithmetic.add(measure: .number), [.column("cost"), .constant(.number(1))]))
    let square = NamedScalar(
      "q", .call(Arithmetic.multiply(measure: .number), [.column("s"), .column("s")]))
    #expect(
      try text(.project(.project(Self.spend, [sum]), [square])) == """
        SELECT
          t1.c0 * t1.c0 AS "q"
        FROM (
          SELECT
            t0.c3 + CAST($1 AS DOUBLE) AS c0
          FROM SPEND AS t0
        ) AS t1
        """)
  }

  @Test func whatTheEngineCannotRunIsAnError() {
    let table = LocalTable(type: TableType([]), columns: [], rowCount: 0)
    #expect { try SQLWriter.write(.local(table)) } throws: { error in
      (error as? ValueError)?.kind == .unsupported
    }
    var deep = ScalarExpression.column("cost")
    for _ in 0..<2_000 { deep = .call(Arithmetic.negate, [deep]) }
    #expect { try SQLWriter.write(.project(Self.spend, [NamedScalar("x", deep)])) } throws: {
      ($0 as? ValueError)?.kind == .tooLarge
    }
    var long = Self.spend
    for _ in 0..<2_000 { long = .limit(long, 5) }
    #expect { try SQLWriter.write(long) } throws: { ($0 as? ValueError)?.kind == .tooLarge }
  }
}
