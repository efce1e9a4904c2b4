import CCurl
import Foundation
import Synchronization

/// SMTP over libcurl, a thread for each message.
package struct CurlMailTransport: MailTransport {
  private let certificateBundle: String?
  private let connectTimeout: Duration

  /// - Parameters:
  ///   - certificateBundle: a PEM file that replaces the system's authorities (AWS_CA_BUNDLE).
  ///   - connectTimeout: until the server has let us in; some wait before they greet, to deter spam.
  package init(certificateBundle: String?, connectTimeout: Duration = .seconds(30)) {
    self.certificateBundle = certificateBundle
    self.connectTimeout = connectTimeout
  }

  package func send(
    _ message: MailMessage, through server: MailServer, as login: MailLogin?,
    within timeout: Duration
  ) async throws(MailError) -> MailAnswer {
    guard CurlLoop.isLibraryReady else { throw .unavailable(reason: "libcurl does not start") }
    let order = MailOrder(
      message: message, server: server, login: login, certificateBundle: certificateBundle,
      connectTimeout: min(connectTimeout, timeout), totalTimeout: timeout)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { answer in
        let thread = Thread { answer.resume(returning: CurlMailTransfer.run(order)) }
        thread.name = "costctl.mail"
        thread.start()
      }
    } onCancel: {
      order.isCancelled.store(true, ordering: .relaxed)
    }
    return try result.get()
  }
}

/// A message on its way to libcurl's thread.
final class MailOrder: Sendable {
  let message: MailMessage
  let server: MailServer
  let login: MailLogin?
  let certificateBundle: String?
  let connectTimeout: Duration
  let totalTimeout: Duration
  let isCancelled = Atomic(false)

  init(
    message: MailMessage, server: MailServer, login: MailLogin?, certificateBundle: String?,
    connectTimeout: Duration, totalTimeout: Duration
  ) {
    self.message = message
    self.server = server
    self.login = login
    self.certificateBundle = certificateBundle
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
  }
}
