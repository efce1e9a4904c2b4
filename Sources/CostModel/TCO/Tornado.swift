/// What turning one input down and up does to on-prem's advantage.
package struct TornadoBar: Hashable, Sendable {
  package static let turn = Ratio(0.2)

  /// An input at a turned value and the advantage it leads to.
  package struct End: Hashable, Sendable {
    package let value: Double
    package let advantage: USD
  }

  package let key: TCOKey
  package let value: Double
  package let low: End
  package let high: End

  package var swing: USD { USD(abs(high.advantage.value - low.advantage.value)) }
}

extension TCOModel {
  /// Every input 20 % down and up, the widest swing first; whole figures move by one at least, and no
  /// input leaves its range.
  package func tornado(_ parameters: TCOParameters) -> [TornadoBar] {
    let bars = Self.turned(parameters).map { key in
      let value = parameters[key]
      let turn = value * TornadoBar.turn.value
      let step = key.isWhole ? max(1, turn.rounded()) : turn
      return TornadoBar(
        key: key, value: value, low: end(key, value - step, parameters),
        high: end(key, value + step, parameters))
    }
    return bars.enumerated().sorted {
      $0.element.swing == $1.element.swing
        ? $0.offset < $1.offset : $0.element.swing > $1.element.swing
    }.map(\.element)
  }

  private func end(_ key: TCOKey, _ value: Double, _ parameters: TCOParameters) -> TornadoBar.End {
    let turned = parameters.setting(key, to: value)
    return TornadoBar.End(value: turned[key], advantage: advantage(turned))
  }

  /// The inputs that are figures of their own and bear on the advantage.
  static func turned(_ parameters: TCOParameters) -> [TCOKey] {
    TCOKey.allCases.filter { parameters.isSet($0) && $0 != .outputTokensPerMonth }
  }
}
