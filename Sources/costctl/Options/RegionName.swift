/// The name of an AWS region, `us-east-1`; other partitions' names have the same letters.
struct RegionName: Hashable, Sendable {
  let name: String

  /// Nil unless the text is lower-case words and a number, joined by hyphens.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let number = parts.last, Int(number) != nil,
      parts.dropLast().allSatisfy({ part in
        !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isLowercase }
      })
    else { return nil }
    name = text
  }

  static func refusal(of text: String) -> String {
    "'\(text)' is not the name of an AWS region such as us-east-1"
  }
}
