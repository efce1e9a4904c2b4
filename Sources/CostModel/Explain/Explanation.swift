/// Every figure of one recommendation as a formula, with the numbers put in and where each came from.
package struct Explanation: Hashable, Sendable {
  /// One figure: its value is the recommendation's own, its formula leads to it.
  package struct Figure: Hashable, Sendable {
    package let name: String
    package let value: Double
    package let unit: String
    package let formula: Expression
    /// What a reader of the advice need not see first: options not taken, what-ifs.
    package let isDetail: Bool

    init(
      name: String, value: Double, unit: String, formula: Expression, isDetail: Bool = false
    ) {
      self.name = name
      self.value = value
      self.unit = unit
      self.formula = formula
      self.isDetail = isDetail
    }

    var detail: Self {
      Self(name: name, value: value, unit: unit, formula: formula, isDetail: true)
    }
  }

  package let recommendation: Recommendation
  package let figures: [Figure]
}

/// Where the user's settings come from, as `config show` says it: `default`, `file costctl.yaml:3`.
package struct SettingOrigins: Sendable {
  private let origin: @Sendable (String) -> String

  package init(_ origin: @escaping @Sendable (String) -> String) { self.origin = origin }

  package func callAsFunction(_ key: String) -> String { "\(key): \(origin(key))" }
}
