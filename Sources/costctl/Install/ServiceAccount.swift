/// Who a systemd service runs as.
enum ServiceAccount: Hashable, Sendable {
  /// The user whose manager runs it.
  case own
  /// A system service under an account that exists only while it runs.
  case dynamic
  /// A system service under an account of the machine.
  case named(String)

  var isSystem: Bool { self != .own }
}
