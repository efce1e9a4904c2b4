import Foundation

extension StagedFile {
  /// Removes what processes that are gone had staged for the same target, as a killed report does.
  func removeLeftovers() {
    let url = URL(filePath: target).resolvingSymlinksInPath()
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names {
      guard name.hasPrefix("\(url.lastPathComponent)."), name.hasSuffix(".tmp"),
        let process = pid_t(name.dropFirst(url.lastPathComponent.count + 1).dropLast(4)),
        process > 0, kill(process, 0) != 0, errno == ESRCH
      else { continue }
      unlink("\(folder)/\(name)")
    }
  }
}
