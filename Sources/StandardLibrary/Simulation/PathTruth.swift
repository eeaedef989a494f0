internal import Values

/// What the chain of touches says of a channel.
struct PathTruth: Sendable {
  var channel: String
  var starts: Double
  var touches: Double
  var conversions: Double
  var losses: Double
  var removalEffect: Double
  /// The removal effect as a share of the sum of all.
  var credit: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("channel", "the channel") { $0.channel },
    .number("starts", "expected paths that begin here", in: \.number) { $0.starts },
    .number("touches", "expected touches", in: \.number) { $0.touches },
    .number("conversions", "expected paths that convert from here", in: \.number) {
      $0.conversions
    },
    .number("losses", "expected paths that are lost from here", in: \.number) {
      $0.losses
    },
    .number(
      "removal_effect", "1 − P(conversion without it) / P(conversion)",
      in: \.share
    ) { $0.removalEffect },
    .number("credit", "removal_effect over the sum of all", in: \.share) { $0.credit },
  ]
}

/// A step of the chain of touches, in the order of time.
struct TransitionTruth: Sendable {
  var from: String
  var to: String
  var probability: Double

  static let columns: [SimulatedColumn<Self>] = [
    .text("from", "a channel, or (start)") { $0.from },
    .text("to", "a channel, (conversion) or (null)") { $0.to },
    .number("probability", "share of the steps out of it", in: \.share) {
      $0.probability
    },
  ]
}

extension Simulation {
  var pathTruths: [PathTruth] {
    let effects = chain.removalEffects
    let total = effects.reduce(0, +)
    let starts = chain.starts
    return chain.names.indices.map { index in
      PathTruth(
        channel: chain.names[index], starts: starts[index], touches: chain.touches[index],
        conversions: chain.conversions[index], losses: chain.losses[index],
        removalEffect: effects[index], credit: effects[index] / total)
    }
  }

  var transitionTruths: [TransitionTruth] {
    let starts = chain.starts
    let total = starts.reduce(0, +)
    let after = chain.after
    var result = zip(chain.names, starts).map {
      TransitionTruth(from: "(start)", to: $0, probability: $1 / total)
    }
    for (index, name) in chain.names.enumerated() {
      result += zip(chain.names, after[index]).map {
        TransitionTruth(from: name, to: $0, probability: $1)
      }
      let touches = chain.touches[index]
      result.append(
        TransitionTruth(
          from: name, to: "(conversion)", probability: chain.conversions[index] / touches))
      result.append(
        TransitionTruth(from: name, to: "(null)", probability: chain.losses[index] / touches))
    }
    return result
  }
}
