internal import CKernels

/// Threads, each on a CPU of its own, that run one function together.
///
/// More threads than CPUs share them and take turns. The thread that calls `run` is one of the team.
package final class Team {
  package let threads: Int
  private let memory: UnsafeMutableRawPointer
  private let team: OpaquePointer

  package init(threads: Int) throws(TeamError) {
    let cpus = Self.allowedCPUs()
    guard !cpus.isEmpty else { throw .noCPU }
    let bytes = threads > 0 ? ck_team_size(threads) : 0
    guard bytes > 0 else { throw .badCount(threads) }
    memory = .allocate(byteCount: bytes, alignment: CK_ALIGNMENT)
    team = OpaquePointer(memory)
    self.threads = threads
    let code = ck_team_start(team, threads, cpus, cpus.count)
    guard code == 0 else {
      memory.deallocate()
      throw .cannotStart(threads: threads, errno: code)
    }
  }

  deinit {
    ck_team_stop(team)
    memory.deallocate()
  }

  /// The CPUs this process may use, ascending.
  package static func allowedCPUs() -> [UInt32] {
    let count = ck_allowed_cpus(nil, 0)
    return [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = min(count, ck_allowed_cpus(buffer.baseAddress, count))
    }
  }

  /// Calls `work(context, thread)` once on every thread, all at once, and returns when all are done.
  ///
  /// - Parameter work: reads `context` on several threads, so what it writes there must be each
  ///   thread's own, or separated by `meet`.
  func run(_ context: AnyObject, _ work: ck_team_work) {
    ck_team_run(team, work, Unmanaged.passUnretained(context).toOpaque())
  }

  /// Inside a run: waits until every thread of the team has come here.
  func meet() { ck_team_meet(team) }
}

/// Why threads could not be started.
package enum TeamError: Error, Hashable, Sendable, CustomStringConvertible {
  case badCount(Int)
  case noCPU
  case cannotStart(threads: Int, errno: Int32)

  package var description: String {
    switch self {
    case .badCount(let threads):
      "\(threads) threads cannot work together: name a number from 1 up"
    case .noCPU:
      "the CPUs this process may use are not known: sched_getaffinity failed"
    case .cannotStart(let threads, let code):
      "cannot start \(threads) threads (error \(code)): try fewer"
    }
  }
}
