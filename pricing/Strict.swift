/// A JSON object whose keys are all known.
protocol StrictlyKeyed: Decodable {
  static var keys: Set<String> { get }
}

/// Refuses a key nobody reads: a misspelt `per` would be a price a million times too high.
struct Strict<Value: StrictlyKeyed>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys
    where !Value.keys.contains(key.stringValue) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath + [key], debugDescription: "unknown key"))
    }
    value = try Value(from: decoder)
  }
}

private struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}
