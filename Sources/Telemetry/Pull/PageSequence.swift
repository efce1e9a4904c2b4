/// Follows the tokens of one request from page to page.
struct PageSequence {
  /// What the next call carries; nil for the first page.
  private(set) var token: String?
  private var seen: Set<String> = []
  private var isRepeating = false
  private var pages = 0
  private let maximumPages: Int

  /// `expected` full answers; silent ones may come between them.
  init(expected: Int) { maximumPages = 100 + 10 * expected }

  /// Whether there is another page; the same page is asked once more when its token leads back.
  mutating func advance(to next: String?) throws(PagingError) -> Bool {
    guard let next else { return false }
    pages += 1
    guard pages < maximumPages else {
      throw .endless(action: "cloudwatch:GetMetricData", pages: pages)
    }
    if seen.contains(next) {
      guard !isRepeating else { throw .repeatedToken(action: "cloudwatch:GetMetricData") }
      isRepeating = true
      return true
    }
    isRepeating = false
    seen.insert(next)
    token = next
    return true
  }
}
