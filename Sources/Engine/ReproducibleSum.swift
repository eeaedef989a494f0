/// A sum of doubles that does not depend on the order of the rows or the number of threads.
///
/// The engine's own `sum` adds partial sums in the order in which threads finish, and its compensated
/// `fsum` merges them without their compensation, so both change in the last digits from run to run.
/// Here each number is split by adding and taking away a large constant: what is left is its nearest
/// multiple of 2^-9, and by a smaller constant the rest's nearest multiple of 2^-43. Multiples of one
/// step add without rounding as long as their sum has at most 53 bits: up to 2^44 for the first part.
/// Beyond that, and for the remainders below 2^-43, rounding may show, far below the last digit of a
/// sum of amounts or shares. (Pre-rounding: Demmel and Nguyen, Parallel Reproducible Summation, IEEE
/// Transactions on Computers 64, 2015.)
enum ReproducibleSum {
  /// Makes `reproducible_sum(x)`, which is missing where no row has a number, and the three parts of a
  /// number, whose sums are added in its order, for sums that a macro cannot write.
  static let macros = [
    "CREATE TEMP MACRO sum_part_coarse(x) AS ((x + \(coarse)) - \(coarse))",
    "CREATE TEMP MACRO sum_part_fine(x) AS (((x - ((x + \(coarse)) - \(coarse))) + \(fine)) - \(fine))",
    """
    CREATE TEMP MACRO sum_part_rest(x) AS (
      (x - ((x + \(coarse)) - \(coarse)))
      - (((x - ((x + \(coarse)) - \(coarse))) + \(fine)) - \(fine)))
    """,
    """
    CREATE TEMP MACRO reproducible_sum(x) AS (
      sum((x + \(coarse)) - \(coarse))
      + (sum(((x - ((x + \(coarse)) - \(coarse))) + \(fine)) - \(fine))
        + sum((x - ((x + \(coarse)) - \(coarse)))
          - (((x - ((x + \(coarse)) - \(coarse))) + \(fine)) - \(fine)))))
    """,
  ]

  /// 1.5 · 2^43, whose last bit is worth 2^-9.
  private static let coarse = "13194139533312e0"
  /// 1.5 · 2^9, whose last bit is worth 2^-43.
  private static let fine = "768e0"
}
