/// An edition of the FinOps Open Cost and Usage Specification.
package enum FocusVersion: String, CaseIterable, Sendable {
  case v1_2 = "1.2"
  case v1_3 = "1.3"
  case v1_4 = "1.4"

  /// Who sells and who publishes, under the names before 1.4.
  var namesProvider: Bool { self != .v1_4 }
  /// The same under the names since 1.3.
  var namesServiceProvider: Bool { self != .v1_2 }
}
