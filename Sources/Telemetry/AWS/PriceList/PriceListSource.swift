import CostModel
import Foundation

/// Where the price list is read: AWS's host, a mirror of it, or a folder that is laid out alike.
package struct PriceListSource: Sendable {
  package enum Place: Hashable, Sendable {
    /// Scheme, host and, for a mirror, the path before `/offers`.
    case server(String)
    case folder(String)
  }

  /// AWS's own host; it needs no credentials.
  package static let aws = Place.server("https://pricing.us-east-1.amazonaws.com")

  private let place: Place
  private let transport: any HTTPTransport
  private let timer: any Clock<Duration>
  private let limits: HTTPLimits

  private static let chunk = 1 << 18
  /// Before the second and the third attempt; a file that fails thrice is given up.
  private static let pauses: [Duration] = [.seconds(1), .seconds(3)]

  /// `timer` waits before a transfer that was cut off begins anew.
  package init(
    _ place: Place, transport: any HTTPTransport, timer: any Clock<Duration>,
    limits: HTTPLimits = HTTPLimits(
      totalTimeout: .seconds(3600), stallTimeout: .seconds(60), maximumRedirects: 3)
  ) {
    self.place = place
    self.transport = transport
    self.timer = timer
    self.limits = limits
  }

  /// A whole file of at most `limit` bytes.
  func contents(of path: PriceListPath, limit: Int) async throws(PriceListError) -> [UInt8] {
    try await read(path, limit: limit) { Holder() }.bytes
  }

  /// Feeds a file of at most `limit` bytes to a consumer; a new one when the transfer begins anew.
  func read<Consumer: FileConsumer>(
    _ path: PriceListPath, limit: Int, _ make: () throws(PriceListError) -> Consumer
  ) async throws(PriceListError) -> Consumer {
    switch place {
    case .folder(let folder):
      let consumer = try make()
      try Self.feed("\(folder)\(path)", limit: limit, to: consumer)
      return consumer
    case .server(let base):
      for pause in Self.pauses {
        do throws(PriceListError) {
          return try await download("\(base)\(path)", limit: limit, to: try make())
        } catch  where error.isTransient {
          do { try await timer.sleep(for: pause) } catch { throw .cancelled }
        }
      }
      return try await download("\(base)\(path)", limit: limit, to: try make())
    }
  }

  private func download<Consumer: FileConsumer>(
    _ url: String, limit: Int, to consumer: Consumer
  ) async throws(PriceListError) -> Consumer {
    var request = HTTPRequest(url: url, limits: limits)
    request.limits.maximumBodyBytes = limit
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try await transport.send(request) { consumer.take($0) }
    } catch {
      if let fault = consumer.fault { throw fault }
      if case .cancelled = error { throw .cancelled }
      if case .tooLarge = error { throw .tooLarge(file: url, limit: limit) }
      throw .transport(error, file: url)
    }
    guard response.status == 200 else { throw .status(response.status, file: url) }
    try consumer.end()
    return consumer
  }

  private static func feed(
    _ path: String, limit: Int, to consumer: some FileConsumer
  ) throws(PriceListError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 16)
    defer { buffer.deallocate() }
    var total = 0
    while true {
      guard !Task.isCancelled else { throw .cancelled }
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(path) }
      guard count > 0 else { break }
      total += count
      guard total <= limit else { throw .tooLarge(file: path, limit: limit) }
      if !consumer.take(UnsafeRawBufferPointer(rebasing: buffer[..<count])),
        let fault = consumer.fault
      {
        throw fault
      }
    }
    try consumer.end()
  }

  private static func unreadable(_ path: String) -> PriceListError {
    .unreadable(file: path, reason: String(cString: strerror(errno)))
  }
}

extension PriceListError {
  /// Whether the same file may be read when it is asked for again.
  fileprivate var isTransient: Bool {
    switch self {
    case .transport(let error, _): error.isTransient
    case .status(let code, _): code == 429 || code >= 500
    default: false
    }
  }
}
