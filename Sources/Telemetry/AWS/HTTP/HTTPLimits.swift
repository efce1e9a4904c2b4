/// What one exchange may take: time, memory, and where it may lead.
package struct HTTPLimits: Sendable, Hashable {
  package var connectTimeout: Duration
  /// From handing over the request to the last byte of the answer.
  package var totalTimeout: Duration
  /// Without a single byte, in whole seconds; nil to wait for `totalTimeout` alone.
  package var stallTimeout: Duration?
  /// After decompression, so a small compressed answer cannot grow beyond it.
  package var maximumBodyBytes: Int
  package var maximumHeaderBytes: Int
  /// Redirects followed on the same scheme, host and port; others are always refused.
  package var maximumRedirects: Int
  /// A redirect is handed back as the answer it is, and never followed.
  package var answersRedirects = false
  /// Only the status matters: an answer counts even where what follows breaks off or grows too large.
  package var takesPartialBody = false

  package init(
    connectTimeout: Duration = .seconds(10), totalTimeout: Duration = .seconds(60),
    stallTimeout: Duration? = nil,
    maximumBodyBytes: Int = 64 << 20, maximumHeaderBytes: Int = 64 << 10,
    maximumRedirects: Int = 0
  ) {
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.stallTimeout = stallTimeout
    self.maximumBodyBytes = maximumBodyBytes
    self.maximumHeaderBytes = maximumHeaderBytes
    self.maximumRedirects = maximumRedirects
  }
}
