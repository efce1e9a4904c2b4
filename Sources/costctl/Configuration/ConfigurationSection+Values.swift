extension ConfigurationSection {
  func text(_ key: String) throws(ConfigurationError) -> String? {
    try optional(key) { node throws(ConfigurationError) in try node.text() }
  }

  func flag(_ key: String) throws(ConfigurationError) -> Bool? {
    try optional(key) { node throws(ConfigurationError) in try node.flag() }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) throws(ConfigurationError) -> Int? {
    try optional(key) { node throws(ConfigurationError) in try node.integer(in: range) }
  }

  func number(_ key: String, in range: ClosedRange<Double>) throws(ConfigurationError) -> Double? {
    try optional(key) { node throws(ConfigurationError) in try node.number(in: range) }
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ key: String)
    throws(ConfigurationError) -> Choice? where Choice.RawValue == String
  {
    try optional(key) { node throws(ConfigurationError) in try node.choice() }
  }
}
