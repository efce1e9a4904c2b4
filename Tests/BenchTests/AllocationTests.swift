import Allocations
import CostModel
import Testing

@testable import Bench

@Suite("Memory of the decode loop", .serialized)
struct AllocationTests {
  @Test("32 decode steps allocate nothing on any thread", arguments: [1, 2], [1, 4])
  func decode(threads: Int, batch: Int) throws {
    let model = try ModelPreset.tinyLlama.make(quantization: .q4KM, seed: 1, threads: 1)
    let transformer = try Transformer(
      model, kernels: .choose(nil),
      limits: .init(threads: threads, columns: batch, logits: batch, positions: 40))
    let cache = KeyValueCache(model.configuration, sequences: batch, capacity: 40)
    let team = try Team(threads: threads)
    let steps: [[StepToken]] = (Int32(0)..<33).map { position in
      (Int32(0)..<Int32(batch)).map { sequence in
        let token = (17 * position + sequence) % 300
        return StepToken(token: token, sequence: sequence, position: position)
      }
    }
    transformer.step(steps[0], cache: cache, logits: .all, on: team)
    watch(true, on: team)
    let before = ac_allocations()
    for position in 1...32 {
      transformer.step(steps[position], cache: cache, logits: .all, on: team)
    }
    let after = ac_allocations()
    watch(false, on: team)
    #expect(after == before)
  }

  @Test("an allocation of a watched thread is seen, one of another is not")
  func counter() throws {
    let before = ac_allocations()
    ac_watch_allocations(true)
    let one = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 8)
    ac_watch_allocations(false)
    let two = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 8)
    #expect(ac_allocations() == before + 1)
    one.deallocate()
    two.deallocate()
  }

  private final class Nobody {}

  private func watch(_ isWatched: Bool, on team: Team) {
    let context = Nobody()
    if isWatched {
      team.run(context) { _, _ in ac_watch_allocations(true) }
    } else {
      team.run(context) { _, _ in ac_watch_allocations(false) }
    }
  }
}
