package import Units

/// A list of values of one type.
///
/// Plain numbers of one measure are kept as such, in a third of the memory that values take.
package struct List: Sendable {
  package var elementType: Type
  private let storage: Storage

  private enum Storage: Sendable {
    case values([Value])
    case numbers([Double], Measure)
  }

  package init(of elementType: Type, _ elements: [Value]) {
    self.elementType = elementType
    storage = .values(elements)
  }

  /// None of the numbers is missing.
  package init(_ numbers: [Double], _ measure: Measure) {
    elementType = .measure(measure)
    storage = .numbers(numbers, measure)
  }

  package var count: Int {
    switch storage {
    case .values(let values): values.count
    case .numbers(let numbers, _): numbers.count
    }
  }

  /// All elements; O(n).
  package var elements: [Value] { self[0..<count] }

  /// All elements, for lists of any length; O(n).
  ///
  /// - Throws: `interrupted` when the person does not want to wait for it.
  package func allElements() throws(ValueError) -> [Value] {
    guard case .numbers(let numbers, let measure) = storage else { return elements }
    return try numbers.stoppableMap { number throws(ValueError) in
      .quantity(Quantity(number, measure))
    }
  }

  /// The element at a place, counted from 0; missing outside the list.
  package subscript(place: Int) -> Value {
    switch storage {
    case .values(let values): values.indices.contains(place) ? values[place] : .missing
    case .numbers(let numbers, let measure):
      numbers.indices.contains(place)
        ? .quantity(Quantity(numbers[place], measure)) : .missing
    }
  }

  /// Some of the elements, one after another.
  package subscript(places: Range<Int>) -> [Value] {
    let places = places.clamped(to: 0..<count)
    switch storage {
    case .values(let values): return places.count == values.count ? values : Array(values[places])
    case .numbers(let numbers, let measure):
      return numbers[places].map { .quantity(Quantity($0, measure)) }
    }
  }

  /// The magnitudes in the elements' measure; nil where an element is missing or no plain number.
  ///
  /// O(n), or O(1) where they are kept as numbers.
  package var numbers: [Double]? {
    switch storage {
    case .numbers(let numbers, _): return numbers
    case .values(let values):
      guard case .measure = elementType else { return nil }
      var numbers: [Double] = []
      numbers.reserveCapacity(values.count)
      for value in values {
        guard case .quantity(let quantity) = value else { return nil }
        numbers.append(quantity.magnitude)
      }
      return numbers
    }
  }
}
