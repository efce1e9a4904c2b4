/// The shortest decimal that reads back as the same Double, for exact work on its digits.
///
/// Rounding acts on the figure a reader sees in JSON: 1.005 is shown as 1.01, though the nearest
/// Double lies below it. The value is 0.d₁d₂d₃… × 10^point.
package struct ShortestDecimal: Hashable, Sendable {
  package private(set) var isNegative: Bool
  /// Each 0…9, none at either end of the list zero; empty for zero.
  package private(set) var digits: [UInt8] = []
  package private(set) var point = 0

  package init(_ value: Double) {
    precondition(value.isFinite, "a report shows finite numbers only")
    isNegative = value < 0
    let parts = value.magnitude.description.split(separator: "e")
    let figures = parts[0].split(separator: ".")
    digits = figures.joined().utf8.map { $0 - UInt8(ascii: "0") }
    point = figures[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    trim()
  }

  private mutating func trim() {
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    point -= leading
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (point, isNegative) = (0, false) }
  }

  /// The value times ten to the power of `places`, exactly: 0.182 by 2 is 18.2.
  package func shifted(by places: Int) -> Self {
    var result = self
    if !digits.isEmpty { result.point += places }
    return result
  }

  /// Rounded half away from zero, as invoices and spreadsheets round.
  package func rounded(toPlaces places: Int) -> Self {
    let kept = point + places
    guard kept < digits.count else { return self }
    var result = self
    let roundsUp = kept >= 0 && digits[kept] >= 5
    result.digits.removeSubrange(max(kept, 0)...)
    if roundsUp { result.increment() }
    result.trim()
    return result
  }

  private mutating func increment() {
    while digits.last == 9 { digits.removeLast() }
    guard let last = digits.popLast() else {
      digits = [1]
      point += 1
      return
    }
    digits.append(last + 1)
  }
}
