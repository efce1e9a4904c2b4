import Synchronization

/// Takes the bytes of one file in order; after `false` it has a fault.
protocol FileConsumer: Sendable {
  func take(_ bytes: UnsafeRawBufferPointer) -> Bool
  var fault: PriceListError? { get }
  /// Called once after the last byte.
  func end() throws(PriceListError)
}

/// Keeps a small file whole.
final class Holder: FileConsumer {
  private let held = Mutex<[UInt8]>([])

  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    held.withLock { $0.append(contentsOf: bytes) }
    return true
  }

  var fault: PriceListError? { nil }
  func end() {}
  var bytes: [UInt8] { held.withLock { $0 } }
}

/// Reads the rows of a table as its bytes arrive, and keeps what the reader makes of them only.
final class TableConsumer<Rows: OfferRows>: FileConsumer {
  private struct State: ~Copyable {
    var table: OfferTable
    var rows: Rows
    var fault: PriceListError?
    var bytes = 0

    mutating func take(_ piece: UnsafeRawBufferPointer) {
      bytes += piece.count
      do throws(PriceListError) {
        try table.take(piece) { row throws(PriceListError) in try rows.take(row) }
      } catch {
        fault = error
      }
    }

    mutating func end() {
      do throws(PriceListError) {
        try table.end { row throws(PriceListError) in try rows.take(row) }
      } catch {
        fault = error
      }
    }
  }

  private let state: Mutex<State>

  init(_ rows: Rows, file: PriceListFile) {
    state = Mutex(State(table: OfferTable(file: "\(file)", needs: Rows.columns), rows: rows))
  }

  func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let piece = bytes.bytes
    return state.withLock { state in
      piece.withUnsafeBytes { state.take($0) }
      return state.fault == nil
    }
  }

  var fault: PriceListError? { state.withLock { $0.fault } }

  func end() throws(PriceListError) {
    let fault: PriceListError? = state.withLock { state in
      state.end()
      return state.fault
    }
    if let fault { throw fault }
  }

  /// The rows' reader as it is after the last row, and the bytes it was made of.
  var result: (rows: Rows, bytes: Int) { state.withLock { ($0.rows, $0.bytes) } }
}
