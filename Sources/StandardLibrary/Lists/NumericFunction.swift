/// A function of one or two plain numbers, compiled to closures over a frame of numbers.
package struct NumericFunction: Sendable {
  package typealias Body = @Sendable (NumericFrame) -> Double

  private let inputs: [Int]
  private let frameSize: Int
  private let body: Body

  /// The inputs are places in a frame of `frameSize` numbers, beyond which the body reaches nowhere.
  package init(inputs: [Int], frameSize: Int, body: @escaping Body) {
    self.inputs = inputs
    self.frameSize = max(frameSize, 1)
    self.body = body
  }

  /// A frame in which the function runs, one call after another.
  func begin() -> Run { Run(self) }

  final class Run {
    private let frame: NumericFrame
    private let first: Int
    private let second: Int
    private let body: Body

    fileprivate init(_ function: NumericFunction) {
      frame = NumericFrame(size: function.frameSize)
      first = min(function.inputs.first ?? 0, function.frameSize - 1)
      second = min(function.inputs.last ?? 0, function.frameSize - 1)
      body = function.body
    }

    deinit { frame.deallocate() }

    /// The result for one number; not finite where the full form has to be asked.
    func value(_ number: Double) -> Double {
      frame.begin()
      frame[first] = number
      let result = body(frame)
      return frame.wantsFullForm ? .nan : result
    }

    /// The result for two numbers; not finite where the full form has to be asked.
    func value(_ one: Double, _ other: Double) -> Double {
      frame.begin()
      frame[first] = one
      frame[second] = other
      let result = body(frame)
      return frame.wantsFullForm ? .nan : result
    }
  }
}

/// The numbers that a compiled function works on; the first tells whether it gave up.
///
/// Places are not checked: only the compiler hands them out, and it counts them for the frame's size.
@safe package struct NumericFrame {
  @usableFromInline let numbers: UnsafeMutablePointer<Double>

  fileprivate init(size: Int) {
    unsafe numbers = .allocate(capacity: size)
    unsafe numbers.initialize(repeating: 0, count: size)
  }

  fileprivate func deallocate() { unsafe numbers.deallocate() }

  @inlinable package subscript(place: Int) -> Double {
    get { unsafe numbers[place] }
    nonmutating set { unsafe numbers[place] = newValue }
  }

  /// Says that the numbers do not tell: an operand was not finite.
  @inlinable package func askFullForm() { unsafe numbers[0] = 1 }

  func begin() { unsafe numbers[0] = 0 }

  var wantsFullForm: Bool { unsafe numbers[0] != 0 }
}
