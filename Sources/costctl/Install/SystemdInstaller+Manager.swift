import Foundation

extension SystemdInstaller {
  /// Whether a manager takes orders: a container or a session without one has systemctl at most.
  var answers: Bool {
    (try? query("show", "--property=Version")) ?? false
  }

  func query(_ arguments: String...) throws(InstallError) -> Bool {
    try systemctl?.run(scope + arguments).status == 0
  }

  func run(_ arguments: String...) throws(InstallError) {
    try systemctl?.succeed(scope + arguments)
  }

  /// A command as the user types it.
  func command(_ arguments: String) -> String {
    (["systemctl"] + scope + [arguments]).joined(separator: " ")
  }

  private var scope: [String] { isSystem ? [] : ["--user"] }

  /// A sandbox can open only folders that are there.
  func makeFolders(_ folders: [String]) throws {
    for folder in folders { try makeFolder(folder, mode: 0o700) }
  }

  func makeFolder(_ folder: String, mode: Int) throws {
    guard !FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
    } catch {
      throw CommandFailure.cannotCreate(path: folder, reason: Messages.sentence(of: error))
    }
  }
}
