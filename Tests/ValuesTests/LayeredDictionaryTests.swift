import Testing
import Values

@Suite("A dictionary in layers") struct LayeredDictionaryTests {
  /// One in a few keys comes again, so that layers hide entries of others.
  private let keys = (0..<500).map { $0 * 7 % 311 }

  @Test("it gives what a plain dictionary gives, and so does each earlier form of it")
  func earlierForms() {
    var plain: [Int: Int] = [:]
    var layered = LayeredDictionary<Int, Int>()
    var forms: [(plain: [Int: Int], layered: LayeredDictionary<Int, Int>)] = []
    for (value, key) in keys.enumerated() {
      plain[key] = value
      layered = layered.adding(key, value)
      forms.append((plain, layered))
    }
    for form in forms {
      #expect(form.layered.keys == Set(form.plain.keys))
      #expect((0..<320).allSatisfy { form.layered[$0] == form.plain[$0] })
    }
  }

  @Test("two forms may grow out of one") func branches() {
    let first = LayeredDictionary(["a": 1, "b": 2])
    let left = first.adding("a", 3), right = first.adding("c", 4)
    #expect(first["a"] == 1 && first["c"] == nil)
    #expect(left["a"] == 3 && left["b"] == 2 && left["c"] == nil)
    #expect(right["a"] == 1 && right["c"] == 4)
  }
}
