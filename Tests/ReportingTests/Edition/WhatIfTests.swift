import Foundation
import TestSupport
import Testing

@testable import CostModel
@testable import Reporting

/// What the engine says on a grid of what-ifs, kept in a file that a browser holds the page's script against.
@Suite("What-if")
struct WhatIfTests {
  private struct Answers: Encodable {
    /// The figures the script is given.
    let page: String
    let volumes: [Double]
    let speeds: [Double]
    let workloads: [Answer]
    let reruns: [Rerun]
  }

  private struct Answer: Encodable {
    let name: String
    let options: [OptionAnswer]
    /// Cost by memory in MB.
    let memory: [[Double]]
    let commitments: [Commitment]
  }

  private struct OptionAnswer: Encodable {
    let name: String
    let low: Double
    let high: Double
    let breakeven: Double?
    /// Cost by volume, by speed.
    let grid: [[Double]]
  }

  private struct Commitment: Encodable {
    let years: Int
    let chosen: String
  }

  /// The recommender run again on other traffic.
  private struct Rerun: Encodable {
    let volume: Double
    let workloads: [String: Outcome]
  }

  private struct Outcome: Encodable {
    /// By policy.
    var chosen: [String: String]
    let costs: [String: Double]
  }

  private static let volumes = [0.25, 0.5, 1, 1.5]
  private static let speeds = [0.5, 1, 1.3, 4]

  @Test("the engine's answers are as accepted: the browser's check compares the page with them")
  func answers() throws {
    let context = RenderContext(generatedAt: EditionFleet.generatedAt)
    let edition = try EditionFleet.edition()
    let answers = Answers(
      page: String(decoding: PageData.json(of: edition, in: context), as: UTF8.self),
      volumes: Self.volumes, speeds: Self.speeds,
      workloads: edition.recommendations.recommendations.map(Self.answer),
      reruns: try [0.4, 1.5].map(Self.rerun))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try expectGolden(Array(encoder.encode(answers)), "what-if.json")
  }

  private static func answer(_ recommendation: Recommendation) -> Answer {
    let sizes = recommendation.inference.advice?.memory?.sizes ?? []
    return Answer(
      name: recommendation.analysis.profile.workload.name,
      options: recommendation.options.compactMap { option in
        guard let cost = option.cost, let interval = recommendation.interval(of: option) else {
          return nil
        }
        return OptionAnswer(
          name: option.name, low: interval.low.value, high: interval.high.value,
          breakeven: option.breakevenUtilization,
          grid: volumes.map { volume in
            speeds.map { cost.at(volume: volume, speed: $0).value }
          })
      },
      memory: sizes.filter { $0.memory.value.truncatingRemainder(dividingBy: 1024) == 0 }.map {
        [$0.memory.value, $0.monthlyCost.value]
      },
      commitments: [0, 1, 3].map { years in
        Commitment(years: years, chosen: chosen(recommendation, atMost: years))
      })
  }

  /// The engine's decision among what binds for so many years at most.
  private static func chosen(_ recommendation: Recommendation, atMost years: Int) -> String {
    let allowed = recommendation.options.filter { $0.commitmentYears <= years }
    let own = PlacementOption(name: OnPremisesPricing.name, tier: .repatriate, whyNot: "left out")
    return Decision(
      RecommendationDraft(
        analysis: recommendation.analysis, now: recommendation.analysis.monthlyCost ?? .zero,
        options: allowed.filter { $0.name != own.name }, inference: recommendation.inference,
        servers: [:]),
      onPremises: OnPremisesPricing.Priced(
        option: allowed.first { $0.name == own.name } ?? own, share: recommendation.onPremises),
      settings: RecommendationSettings(),
      draws: CostDraws(volumes: [1], deviates: [0], assumed: [0])
    ).chosen.name
  }

  private static func rerun(volume: Double) throws -> Rerun {
    var workloads: [String: Outcome] = [:]
    for policy in Policy.allCases {
      let report = try EditionFleet.edition(policy: policy, volume: volume).recommendations
      for recommendation in report.recommendations {
        let name = recommendation.analysis.profile.workload.name
        workloads[name, default: Outcome(chosen: [:], costs: costs(recommendation))]
          .chosen[policy.rawValue] = recommendation.chosen.name
      }
    }
    return Rerun(volume: volume, workloads: workloads)
  }

  /// Without on-prem: other traffic changes who shares the nodes.
  private static func costs(_ recommendation: Recommendation) -> [String: Double] {
    let priced = recommendation.options.filter { $0.tier != .repatriate }.compactMap { option in
      option.cost.map { (option.name, $0.total.value) }
    }
    return Dictionary(uniqueKeysWithValues: priced)
  }
}
