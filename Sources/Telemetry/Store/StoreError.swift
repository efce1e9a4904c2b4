import Foundation
import GRDB
import GRDBSQLite

/// Why the database could not be used.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing(path: String)
  case folder(path: String)
  case notDatabase(path: String)
  case foreign(path: String)
  case newer(path: String)
  case older(path: String)
  case readOnly(path: String)
  case full(path: String)
  case locked(path: String)
  case damaged(path: String)
  case unreachable(path: String, reason: String)
  case failed(path: String, code: Int32, message: String)

  package var description: String {
    switch self {
    case .missing(let path):
      "there is no database at \(path): run `costctl pull` or `costctl import` first, or set --db"
    case .folder(let path):
      "\(path) is a folder, not a database: name a file with --db"
    case .notDatabase(let path):
      "\(path) is not a SQLite database: choose another file with --db"
    case .foreign(let path):
      "\(path) belongs to another program and was left untouched: choose another file with --db"
    case .newer(let path):
      "\(path) was made by a newer costctl: upgrade costctl or choose another file with --db"
    case .older(let path):
      "\(path) was made by an older costctl: run `costctl pull` or `costctl import` once to upgrade it"
    case .readOnly(let path):
      "\(path) cannot be written: check the permissions of the file and its folder"
    case .full(let path):
      "the disk that holds \(path) is full: free some space and run the command again"
    case .locked(let path):
      "\(path) is locked by another process: wait for it to finish and run the command again"
    case .damaged(let path):
      "\(path) is damaged: restore a backup, or remove the file and import again"
    case .unreachable(let path, let reason):
      "\(path) cannot be opened (\(reason)): check the path and its permissions"
    case .failed(let path, let code, let message):
      "SQLite failed on \(path) with code \(code) (\(message)): run the command again with --verbose"
    }
  }

  init(_ error: DatabaseError, path: String) {
    self.init(
      code: error.extendedResultCode.rawValue, message: error.message ?? "no message", path: path)
  }

  init(code: Int32, message: String, path: String) {
    self =
      switch code & 0xff {
      case SQLITE_BUSY, SQLITE_LOCKED: .locked(path: path)
      case SQLITE_FULL: .full(path: path)
      case SQLITE_READONLY: .readOnly(path: path)
      case SQLITE_CORRUPT: .damaged(path: path)
      case SQLITE_NOTADB: .notDatabase(path: path)
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
        .unreachable(path: path, reason: message)
      default: .failed(path: path, code: code, message: message)
      }
  }
}
