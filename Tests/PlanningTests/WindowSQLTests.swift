import Planning
import Testing
import Values

extension SQLWriterTests {
  static let previous = WindowOperation(
    "lag", sql: { "lag(\($0[0])) \($1.over())" }, evaluate: { _ throws(ValueError) in [] })

  @Test func windowFunctionsStandOverTheRowsOfTheirGroups() throws {
    let window = Window(
      partition: [.column("channel")], order: [SortKey(.column("date"), descending: true)],
      columns: [Window.Column("before", .ordered(Self.previous), [.column("cost")])])
    let relation = Relation.project(
      .window(Self.spend, window),
      [NamedScalar("channel", .column("channel")), NamedScalar("before", .column("before"))])
    #expect(
      try text(relation) == """
        SELECT
          t3.c1 AS "channel",
          t3.c4 AS "before"
        FROM (
          SELECT
            t2.c0,
            t2.c1,
            t2.c2,
            t2.c3,
            lag(t2.a0_0) OVER (PARTITION BY t2.p0 ORDER BY t2.place) AS c4,
            t2.position AS o0
          FROM (
            SELECT
              t1.c0,
              t1.c1,
              t1.c2,
              t1.c3,
              t1.position AS position,
              row_number() OVER (ORDER BY t1.c0 DESC NULLS LAST, t1.position NULLS LAST) AS place,
              t1.c1 AS p0,
              t1.c3 AS a0_0
            FROM (
              SELECT
                t0.c0,
                t0.c1,
                t0.c2,
                t0.c3,
                row_number() OVER () AS position
              FROM SPEND AS t0
            ) AS t1
          ) AS t2
        ) AS t3
        ORDER BY t3.o0 NULLS LAST
        """)
  }

  @Test func figuresOfGroupsAreJoinedToTheirRows() throws {
    let window = Window(
      partition: [.column("channel")],
      columns: [Window.Column("total", .whole(Self.sum), [.column("cost")])])
    #expect(
      try text(
        .project(.window(Self.spend, window), [NamedScalar("total", .column("total"))])) == """
          SELECT
            t4.c4 AS "total"
          FROM (
            WITH t2 AS MATERIALIZED (
              SELECT
                t1.c0,
                t1.c1,
                t1.c2,
                t1.c3,
                t1.position AS position,
                t1.position AS place,
                t1.c1 AS p0,
                t1.c3 AS a0_0
              FROM (
                SELECT
                  t0.c0,
                  t0.c1,
                  t0.c2,
                  t0.c3,
                  row_number() OVER () AS position
                FROM SPEND AS t0
              ) AS t1
            )
            SELECT
              t2.c0,
              t2.c1,
              t2.c2,
              t2.c3,
              t3.m0 AS c4,
              t2.position AS o0
            FROM t2
            JOIN (
              SELECT
                t2.p0 AS p0,
                fsum(t2.a0_0) AS m0
              FROM t2
              GROUP BY 1
            ) AS t3 ON t2.p0 IS NOT DISTINCT FROM t3.p0
          ) AS t4
          ORDER BY t4.o0 NULLS LAST
          """)
  }

  @Test func noOrderIsPaidForBelowAnAggregationOfAWindow() throws {
    let window = Window(columns: [Window.Column("total", .whole(Self.sum), [.column("cost")])])
    let relation = Relation.aggregate(
      .window(Self.spend, window), keys: [],
      measures: [NamedScalar("x", .aggregate(Self.sum, [.column("total")]))])
    #expect(
      try text(relation) == """
        SELECT
          fsum(t3.c4) AS "x"
        FROM (
          WITH t1 AS MATERIALIZED (
            SELECT
              t0.c0,
              t0.c1,
              t0.c2,
              t0.c3,
              0 AS position,
              0 AS place,
              t0.c3 AS a0_0
            FROM SPEND AS t0
          )
          SELECT
            t1.c0,
            t1.c1,
            t1.c2,
            t1.c3,
            t2.m0 AS c4
          FROM t1
          CROSS JOIN (
            SELECT
              fsum(t1.a0_0) AS m0
            FROM t1
          ) AS t2
        ) AS t3
        GROUP BY ()
        """)
  }
}
