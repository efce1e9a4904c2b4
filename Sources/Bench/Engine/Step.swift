/// One token of a step: what it is, whose it is, and where it stands.
package struct StepToken: Hashable, Sendable {
  package var token: Int32
  package var sequence: Int32
  package var position: Int32

  package init(token: Int32, sequence: Int32 = 0, position: Int32) {
    self.token = token
    self.sequence = sequence
    self.position = position
  }
}

/// The columns of a step whose logits are wanted.
package enum WantedLogits: Hashable, Sendable {
  case none, last, all

  func first(of count: Int) -> Int {
    switch self {
    case .none: count
    case .last: count - 1
    case .all: 0
    }
  }
}
