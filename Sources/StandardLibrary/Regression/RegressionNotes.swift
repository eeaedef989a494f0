internal import Statistics
internal import Values

/// What a regression says of its fit, its errors and its terms.
extension RegressionResult {
  var notes: [Note] {
    var notes = rows.leftOut.map {
      Note(.warning, "left out: \(RegressionRows.text($0.count)) \($0.reason)")
    }
    notes.append(Note(.note, fitText))
    for baseline in rows.baselines {
      notes.append(
        Note(.note, "`\(baseline.term)` is compared with \"\(baseline.level)\", its first text"))
    }
    notes += correlationNotes + collinearityNotes + modelNotes
    return notes
  }

  private var fitText: String {
    let freedom =
      "\(RegressionRows.text(fit.degreesOfFreedom)) degree\(fit.degreesOfFreedom == 1 ? "" : "s") of freedom"
    switch fit {
    case .linear(let fit):
      var parts: [String] = []
      if let share = fit.rSquared {
        let adjusted = fit.adjustedRSquared.map { " (adjusted \(number($0)))" } ?? ""
        parts.append("R² \(number(share))\(adjusted)")
      }
      parts.append("residual standard error \(number(fit.standardError)) on \(freedom)")
      if let test = fit.fTest {
        parts.append("F \(number(test.statistic)) (p \(Self.probability(test.probability)))")
      }
      if let likelihood = fit.logLikelihood, let akaike = fit.akaike, let bayesian = fit.bayesian {
        parts.append(
          "log-likelihood \(number(likelihood)), AIC \(number(akaike)), BIC \(number(bayesian))")
      }
      return parts.joined(separator: ", ")
    case .generalized(let fit):
      let none = fit.nullDeviance.map { ", \(number($0)) without terms" } ?? ""
      return "deviance \(number(fit.deviance))\(none), dispersion \(number(fit.dispersion)) on "
        + "\(freedom), log-likelihood \(number(fit.logLikelihood)), AIC \(number(fit.akaike)), "
        + "BIC \(number(fit.bayesian))"
    }
  }

  static func probability(_ value: Double) -> String {
    value < 0.0001 ? "below 0.0001" : NumberText().text(.number(value))
  }

  // MARK: Neighbours in time

  private var correlationNotes: [Note] {
    guard case .hac(let given, _) = request.errors else {
      guard request.model == nil, case .linear(let fit) = fit, let watson = fit.durbinWatson
      else { return [] }
      return [
        Note(.note, "Durbin–Watson \(number(watson)); about 2 where neighbours are independent")
      ]
    }
    let count = rows.outcome.count
    let lags = given ?? min(CoefficientErrors.lags(observations: count), max(0, count - 1))
    let rule = given == nil ? "4 (n/100)^(2/9) of \(RegressionRows.text(count)) rows" : "as given"
    var notes = [
      Note(
        .note,
        "HAC with Bartlett's weights over \(RegressionRows.text(lags)) lag\(lags == 1 ? "" : "s") (\(rule)), times n / (n − p)"
      ),
      Note(
        .note,
        request.order.keys.isEmpty
          ? "rows are neighbours in the order of the table, since no column says when they were"
          : "rows are neighbours in the order of \(request.order.name)"),
    ]
    if rows.tied > 0 {
      notes.append(
        Note(
          .warning,
          "\(RegressionRows.text(rows.tied)) rows have the same \(request.order.name) as the one before: lags count rows, not times"
        ))
    }
    return notes
  }

  // MARK: Terms that nearly say the same

  private var collinearityNotes: [Note] {
    let inflation = fit.varianceInflation
    guard inflation.count > 1,
      let worst = inflation.indices.max(by: { inflation[$0] < inflation[$1] }),
      rows.regressors.indices.contains(worst)
    else { return [] }
    let name = rows.regressors[worst].name
    let condition = "condition of the terms \(number(fit.condition))"
    guard inflation[worst] > 10 else {
      return [
        Note(
          .note, "\(condition), largest variance inflation \(number(inflation[worst])) (`\(name)`)")
      ]
    }
    return [
      Note(
        .warning,
        "`\(name)` is nearly made of the other terms: the variance of its coefficient is \(number(inflation[worst])) times what it would be alone (\(condition))"
      )
    ]
  }

  // MARK: What the model takes for granted

  private var modelNotes: [Note] {
    switch fit {
    case .linear(let fit):
      guard fit.isPerfect else { return [] }
      return [
        Note(
          .warning,
          "the terms make `\(request.outcome.name)` exactly: errors and tests say nothing")
      ]
    case .generalized(let fit):
      var notes: [Note] = []
      if request.model == .poisson, request.errors == .classical, fit.dispersion > 1.5 {
        notes.append(
          Note(
            .warning,
            "counts vary \(number(fit.dispersion)) times as much as the model says, so its errors are too small by √\(number(fit.dispersion)): `errors: \"hc1\"` allows for it"
          ))
      }
      if request.model == .poisson, rows.outcome.contains(where: { $0 != $0.rounded() }) {
        notes.append(
          Note(
            .warning,
            "`\(request.outcome.name)` is not always a whole number: the errors of the model hold for counts"
          ))
      }
      return notes
    }
  }
}
