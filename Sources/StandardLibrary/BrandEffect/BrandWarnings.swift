internal import Statistics
internal import Units
internal import Values

/// What makes an answer less certain than its intervals say, in words: one note for each kind, with the channels
/// that it is about.
struct BrandWarnings {
  private(set) var notes: [Note] = []

  init(_ question: BrandQuestion, _ rows: BrandRows, _ answer: BrandAnswer) {
    var channels: [String: [String]] = [:]
    var order: [String] = []
    func add(_ sentence: String, _ name: String) {
      if channels[sentence] == nil { order.append(sentence) }
      channels[sentence, default: []].append(name)
    }
    let refusal = BrandRefusal(question)
    for (name, outcome) in rows.effects {
      switch outcome {
      case .success(let effect):
        for warning in effect.warnings {
          // Of the brand itself nothing else is to be expected.
          if name == question.brand, case .ownSpendChanged = warning { continue }
          add(Self.sentence(warning, question), name)
        }
      case .failure(let reason): add(refusal.words(reason), name)
      }
    }
    for sentence in order {
      notes.append(
        Note(.warning, "\(sentence) (\(NameList.text(channels[sentence] ?? [], atMost: 5)))"))
    }
    for warning in answer.others.warnings {
      notes.append(Note(.warning, Self.sentence(warning, question)))
    }
  }

  /// A warning without the numbers of its channel, so that channels with the same one share a note.
  private static func sentence(_ warning: EffectWarning, _ question: BrandQuestion) -> String {
    let brand = question.brand
    switch warning {
    case .placebosWider:
      return
        "windows in which nothing happened err more than the model says, so the interval was widened"
    case .fellBefore:
      return
        "it fell before \(brand) went dark: spend may have been cut because sales fell, and the loss is not that of the dark period alone"
    case .spendFollows(let tailArea):
      return
        "spend on \(brand) follows the outcomes of the week before (by chance alone in \(percent(tailArea))): what looks like its effect may be its cause"
    case .sameInOtherYears:
      return
        "it is low, or high, in the same weeks of other years as well; the estimate takes that into account"
    case .seasonUnknown(let points, let needed):
      let text = NumberText()
      return
        "\(text.text(.number(Double(points)))) \(question.grain.rawValue)s are too few to know a season of the year, which takes \(text.text(.number(needed.rounded(.up))))"
    case .ownSpendChanged:
      return "its own spend was less than half or more than twice as much while \(brand) was dark"
    case .recoveryUnseen:
      return "the data end before the recovery does"
    case .notBack:
      return
        "it was not back at the end of the recovery: a longer `recovery:` may hold more of the loss"
    case .fewConversions(_, let least):
      return
        "fewer than \(NumberText().text(.number(least))) outcomes were to be expected, so its interval is rough"
    case .missing:
      return "it has \(question.grain.rawValue)s without a value, which are in no sum"
    case .spendMissing:
      return
        "its spend has \(question.grain.rawValue)s without a row, which were taken for no spend"
    case .spendLeftOut:
      return
        "its own spend is not in the model, since it does not vary or cannot be told from its level"
    }
  }

  static func percent(_ share: Double) -> String {
    share < 0.001
      ? "less than 0.1%" : NumberText().text(Quantity((share * 1e3).rounded() / 1e3, .share))
  }
}
