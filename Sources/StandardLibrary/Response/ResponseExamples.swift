/// The year of one channel that the examples of the reference ask about.
enum ResponseExamples {
  static let year = """
    let t = table {
      month | spend[USD] | won[customer]
      @2025-01 | 200 | 12
      @2025-02 | 3_000 | 35
      @2025-03 | 900 | 24
      @2025-04 | 500 | 18
      @2025-05 | 2_000 | 32
      @2025-06 | 1_200 | 27
      @2025-07 | 300 | 14
      @2025-08 | 2_500 | 34
      @2025-09 | 700 | 21
      @2025-10 | 1_500 | 29
      @2025-11 | 400 | 16
      @2025-12 | 1_000 | 25
    }

    """
  static let curves =
    year
      + """
      let curves = response(t, spend: .spend, outcome: .won, curve: "michaelis_menten", carryover: "none", trend: "none")

      """

  /// A question to the curves of the year, with what it gives.
  static func example(_ question: String, gives result: String) -> Example {
    Example(curves + question, gives: result)
  }
}
