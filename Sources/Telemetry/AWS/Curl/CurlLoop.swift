import CCurl
import Foundation

/// Runs the transfers; every libcurl handle lives and dies on the thread that calls `run`.
final class CurlLoop {
  private let configuration: CurlConfiguration
  private let mailbox: CurlMailbox
  private let multi: UnsafeMutableRawPointer
  private var idle: [UnsafeMutableRawPointer] = []
  private var waiting: [CurlOrder] = []
  private var running: [UnsafeMutableRawPointer: CurlTransfer] = [:]

  static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// Serves the mailbox until it is closed.
  static func run(_ configuration: CurlConfiguration, mailbox: CurlMailbox) {
    blockBrokenPipeSignal()
    guard isLibraryReady, let multi = curl_multi_init() else {
      refuseEverything(in: mailbox)
      return
    }
    CurlLoop(configuration, mailbox: mailbox, multi: multi).serve()
  }

  private init(
    _ configuration: CurlConfiguration, mailbox: CurlMailbox, multi: UnsafeMutableRawPointer
  ) {
    self.configuration = configuration
    self.mailbox = mailbox
    self.multi = multi
    _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, configuration.maximumConnections)
  }

  deinit {
    for easy in running.keys { curl_multi_remove_handle(multi, easy) }
    for easy in Array(running.keys) + idle { curl_easy_cleanup(easy) }
    curl_multi_cleanup(multi)
  }

  private func serve() {
    while true {
      let letters = mailbox.collect()
      waiting += letters.orders
      cancel(letters.cancelled)
      if letters.isClosed { break }
      startWaiting()
      var active: Int32 = 0
      let outcome = curl_multi_perform(multi, &active)
      if outcome != CURLM_OK { fail(String(cString: curl_multi_strerror(outcome))) }
      guard !finishDone() else { continue }
      var wakeup = curl_waitfd(
        fd: mailbox.readEnd, events: Int16(CURL_WAIT_POLLIN), revents: 0)
      _ = curl_multi_poll(multi, &wakeup, 1, 60_000, nil)
    }
    cancel(Set(waiting.map(\.id) + running.values.map(\.order.id)))
  }

  private func startWaiting() {
    while running.count < configuration.maximumConnections, !waiting.isEmpty {
      let order = waiting.removeFirst()
      guard let easy = idle.popLast() ?? curl_easy_init() else {
        order.answer.resume(returning: .failure(.unavailable(reason: "out of memory")))
        continue
      }
      let transfer = CurlTransfer(order, on: easy, configuration: configuration)
      running[easy] = transfer
      let outcome = curl_multi_add_handle(multi, easy)
      if transfer.setup != CURLE_OK || outcome != CURLM_OK {
        finish(easy, transfer.setup == CURLE_OK ? CURLE_FAILED_INIT : transfer.setup)
      }
    }
  }

  /// Whether any transfer ended, so that a waiting one may start.
  private func finishDone() -> Bool {
    var isAnyDone = false
    var remaining: Int32 = 0
    while let message = curl_multi_info_read(multi, &remaining) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else {
        continue
      }
      finish(easy, message.pointee.data.result)
      isAnyDone = true
    }
    return isAnyDone
  }

  private func finish(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) {
    guard let transfer = running[easy] else { return }
    let result = transfer.result(code)
    release(easy)
    transfer.order.answer.resume(returning: result)
  }

  private func cancel(_ ids: Set<Int>) {
    guard !ids.isEmpty else { return }
    var cancelled = waiting.filter { ids.contains($0.id) }
    waiting.removeAll { ids.contains($0.id) }
    for (easy, transfer) in running where ids.contains(transfer.order.id) {
      release(easy)
      cancelled.append(transfer.order)
    }
    for order in cancelled {
      order.answer.resume(returning: .failure(.cancelled(host: order.url.host)))
    }
  }

  private func fail(_ reason: String) {
    for (easy, transfer) in running {
      release(easy)
      transfer.order.answer.resume(
        returning: .failure(.connection(host: transfer.order.url.host, reason: reason)))
    }
  }

  private func release(_ easy: UnsafeMutableRawPointer) {
    curl_multi_remove_handle(multi, easy)
    running[easy] = nil
    curl_easy_reset(easy)
    idle.append(easy)
  }

  private static func refuseEverything(in mailbox: CurlMailbox) {
    var signal = pollfd(fd: mailbox.readEnd, events: Int16(POLLIN), revents: 0)
    while true {
      let letters = mailbox.collect()
      for order in letters.orders {
        order.answer.resume(returning: .failure(.unavailable(reason: "libcurl does not start")))
      }
      if letters.isClosed { return }
      _ = poll(&signal, 1, -1)
    }
  }

  /// OpenSSL writes to sockets that the other side may have closed: an error, not a signal.
  static func blockBrokenPipeSignal() {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }
}
