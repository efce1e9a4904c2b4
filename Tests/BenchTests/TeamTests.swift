import CKernels
import Glibc
import Synchronization
import Testing

@testable import Bench

@Suite("A team of threads")
struct TeamTests {
  /// What the threads of one run leave behind.
  private final class Rounds {
    let threads: Int
    let rounds: Int
    let team: Team
    /// (threads) the round each thread is in.
    let current: UnsafeMutablePointer<Int>
    let disagreements = Atomic<Int>(0)

    init(threads: Int, rounds: Int) throws {
      self.threads = threads
      self.rounds = rounds
      team = try Team(threads: threads)
      current = .allocate(capacity: threads)
      current.initialize(repeating: -1, count: threads)
    }

    deinit { current.deallocate() }

    func run() {
      team.run(self) { context, thread in
        guard let context else { return }
        Unmanaged<Rounds>.fromOpaque(context).takeUnretainedValue().work(thread)
      }
    }

    /// After a meeting every thread sees what all of them wrote before it.
    private func work(_ thread: Int) {
      for round in 0..<rounds {
        current[thread] = round
        team.meet()
        for other in 0..<threads where current[other] != round {
          disagreements.add(1, ordering: .relaxed)
        }
        team.meet()
      }
    }
  }

  @Test(
    "every thread sees what the others wrote before a meeting, with more threads than CPUs too",
    arguments: [1, 2, 3, 9])
  func meetings(threads: Int) throws {
    let rounds = try Rounds(threads: threads, rounds: 200)
    for _ in 0..<5 {
      rounds.run()
      #expect((0..<threads).allSatisfy { rounds.current[$0] == 199 })
    }
    #expect(rounds.disagreements.load(ordering: .relaxed) == 0)
  }

  @Test("the caller keeps its CPUs")
  func caller() throws {
    let before = Team.allowedCPUs()
    try Rounds(threads: 2, rounds: 1).run()
    #expect(Team.allowedCPUs() == before)
  }

  @Test(
    "no threads at all, or more than memory can describe, are refused", arguments: [0, -1, .max])
  func refused(threads: Int) {
    #expect(throws: TeamError.badCount(threads)) { try Team(threads: threads) }
  }

  @Test("a team that cannot be completed leaves no thread and says why")
  func unstartable() {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: ck_team_size(3), alignment: CK_ALIGNMENT)
    defer { memory.deallocate() }
    let cpus = [Team.allowedCPUs()[0], Team.allowedCPUs()[0], 1023]
    #expect(ck_team_start(OpaquePointer(memory), 3, cpus, 3) == EINVAL)
  }
}
