/// Functions that the language has and this version does not: a call says so, and suggests no other.
enum LaterFunctions {
  static let names: Set<String> = [
    "allocate", "attribute", "attribution_models", "band", "brand_effect", "complete",
    "dark_periods", "fill", "marginal", "pivot", "plot", "reduce", "response", "retention",
    "sample", "unpivot",
  ]
}
