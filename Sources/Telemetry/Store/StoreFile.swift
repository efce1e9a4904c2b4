import Foundation

/// The file behind a store, looked at before SQLite may touch it.
struct StoreFile {
  let path: String

  /// Refuses what is not ours; makes an empty private file when there is none to write to.
  func prepare(for access: UsageStore.Access) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      guard !isFolder.boolValue else { throw StoreError.folder(path: path) }
      try checkHeader(access)
    } else {
      guard access == .readWrite else { throw StoreError.missing(path: path) }
      try create()
    }
  }

  private func create() throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw StoreError.unreachable(path: path, reason: "its folder cannot be made")
    }
    let descriptor = Foundation.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw errno == EROFS || errno == EACCES
        ? StoreError.readOnly(path: path)
        : StoreError.unreachable(path: path, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
  }

  /// The file format of SQLite: 16 bytes of magic, the application id at offset 68.
  private func checkHeader(_ access: UsageStore.Access) throws {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError.unreachable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = header.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count == 0 {
      // What a killed first run left: nothing yet.
      guard access == .readWrite else { throw StoreError.missing(path: path) }
      return
    }
    guard count == header.count, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StoreError.notDatabase(path: path)
    }
    let application = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    guard application == Schema.applicationID else { throw StoreError.foreign(path: path) }
    if access == .readWrite, Foundation.access(path, W_OK) != 0 {
      throw StoreError.readOnly(path: path)
    }
  }
}
