import Foundation

extension AWSEnvironment {
  /// Reads a file of this machine, as `readFile` wants it.
  package static func contents(of path: String) throws -> [UInt8]? {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      !isDirectory.boolValue
    else { return nil }
    do {
      return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch let error as CocoaError {
      throw error.code == .fileReadNoPermission ? FileReadError.denied : FileReadError.failed
    }
  }
}

/// Why the machine does not hand out a file that exists.
package enum FileReadError: Error, Hashable, Sendable, CustomStringConvertible {
  case denied
  case failed

  package var description: String {
    switch self {
    case .denied: "permission denied"
    case .failed: "reading failed"
    }
  }
}
