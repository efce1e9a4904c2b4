import CostModel

/// The figures of every workload for the page's script, said once where workloads share them.
///
/// Rows are arrays; `data.js` names their places. A small model of the engine's own parts of cost is
/// all the script gets, so that it can compute what the engine would.
struct PageData {
  private var words = Interner<String>()
  private var templates = Interner<String>()
  private var entries = Interner<Document.Entry>()
  private var offers = Interner<PageOffer>()
  private var menus = Interner<[Int]>()
  private var curves = Interner<[Double]>()

  private init() {}

  static func json(of edition: ReportEdition, in context: RenderContext) -> [UInt8] {
    let report = edition.recommendations
    var data = Self()
    let capacity = 1200 * (report.recommendations.count + 8)
    return JSONWriter.document(schema: "costctl/page/v1", in: context, capacity: capacity) {
      $0.member("policy", report.policy.rawValue)
      $0.list("rule") {
        $0.element(report.rule.stayBelow)
        $0.element(report.rule.repatriateAbove)
      }
      $0.list("workloads") { list in
        for recommendation in report.recommendations {
          let week = edition.weeks[recommendation.analysis.profile.workload]
          list.line { data.write(recommendation, week: week, to: &$0) }
        }
      }
      data.writeTables(to: &$0)
    }
  }

  private mutating func write(
    _ recommendation: Recommendation, week: WeekProfile?, to row: inout JSONWriter
  ) {
    let analysis = recommendation.analysis
    let profile = analysis.profile
    let utilization = analysis.utilization
    row.element(profile.workload.name.terminalSafe)
    row.element(word(profile.workload.place))
    row.element(profile.configuration.memory)
    row.element(word(profile.configuration.architecture?.rawValue ?? "n/a"))
    row.element(place(of: analysis.tier))
    row.element(place(of: analysis.firmness))
    row.element {
      $0.element(utilization.value)
      $0.element(utilization.low)
      $0.element(utilization.high)
      $0.element(utilization.slots)
    }
    row.element { $0.parts(of: analysis.monthlyCost) }
    row.element(analysis.monthlyRequests)
    writeOptions(of: recommendation, to: &row)
    row.element(word(recommendation.chosen.name))
    row.element(word(recommendation.cheapest.name))
    row.element(recommendation.ruleAndPriceAgree ? 1 : 0)
    row.element(recommendation.probabilityCheapest)
    row.element(profile.coverage)
    row.element(week?.letters(slots: utilization.slots) ?? "")
    row.element(curve(recommendation.inference.advice?.memory))
    row.element(recommendation.inference.advice == nil ? 0 : 1)
    row.element { list in
      for entry in recommendation.pageEntries(week: week) {
        list.element(entries.index(of: entry))
      }
    }
  }

  /// A menu of shared offers, then the options that are the workload's own.
  private mutating func writeOptions(of recommendation: Recommendation, to row: inout JSONWriter) {
    let durable = recommendation.analysis.monthlyCost?.durable ?? .zero
    var menu: [Int] = []
    var own: [PlacementOption] = []
    for option in recommendation.options where option.monthlyCost != nil {
      if let offer = PageOffer(option, of: recommendation.analysis, durable: durable) {
        menu.append(offers.index(of: offer))
      } else {
        own.append(option)
      }
    }
    row.element(menus.index(of: menu.sorted()))
    row.element { list in
      for option in own { list.element { write(option, to: &$0) } }
    }
  }

  private mutating func write(_ option: PlacementOption, to row: inout JSONWriter) {
    row.element(word(option.name))
    row.element(place(of: option.tier))
    row.element(option.whyNot.map { word($0) } ?? -1)
    row.element(option.commitmentYears)
    row.element(option.marks)
    guard let cost = option.cost else {
      row.element(option.monthlyCost)
      return
    }
    row.element(cost.fixed)
    row.element(cost.duration)
    row.element(cost.requests)
    row.element(cost.durable)
    row.element(cost.spread)
    row.element(cost.fixedSpread)
    guard let fleet = cost.fleet else { return }
    row.element(fleet.peak)
    row.element(fleet.slots)
    row.element(fleet.spare)
    row.element(fleet.least)
    row.element(fleet.monthly)
  }

  private mutating func writeTables(to writer: inout JSONWriter) {
    writer.list("curves") { list in
      for curve in curves.items { list.line { row in curve.forEach { row.element($0) } } }
    }
    writer.list("menus") { list in
      for menu in menus.items { list.line { row in menu.forEach { row.element($0) } } }
    }
    writer.list("offers") { list in
      for offer in offers.items { list.line { write(offer, to: &$0) } }
    }
    writer.list("entries") { list in
      for entry in entries.items {
        let sentence = Sentence(entry.text)
        list.element {
          $0.element(word(entry.label ?? ""))
          $0.element(word(entry.style.className ?? ""))
          $0.element(templates.index(of: sentence.template))
          $0.element(sentence.figures)
        }
      }
    }
    writer.strings("templates", templates.items)
    writer.strings("words", words.items)
  }

  private mutating func write(_ offer: PageOffer, to row: inout JSONWriter) {
    row.element(word(offer.name))
    row.element(place(of: offer.tier))
    row.element(offer.whyNot.map { word($0) } ?? -1)
    row.element(offer.years)
    row.element(offer.marks)
    row.element(offer.monthly)
    row.element(offer.slots)
    row.element(offer.spare)
    row.element(offer.least)
    row.element(offer.perRequest)
    row.element(offer.spread)
  }

  private mutating func word(_ text: String) -> Int { words.index(of: text.terminalSafe) }

  /// Of the sizes worth a look: memory in MB and how many times today's duration, in turn.
  private mutating func curve(_ advice: MemoryAdvice?) -> Int {
    guard let advice else { return -1 }
    let now = advice.current.duration
    return curves.index(
      of: advice.shown.flatMap { [$0.memory.value, $0.duration.inSeconds / now.inSeconds] })
  }

  private func place<Choice: CaseIterable & Equatable>(of choice: Choice) -> Int {
    Choice.allCases.enumerated().first { $0.element == choice }?.offset ?? 0
  }
}

extension MemoryAdvice {
  /// Every gigabyte, and the sizes that are the cheapest, the fastest and today's.
  fileprivate var shown: [Size] {
    let named = Set([current.memory, cheapest.memory, fastest.memory])
    return sizes.filter {
      $0.memory.value.truncatingRemainder(dividingBy: 1024) == 0 || named.contains($0.memory)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func parts(of cost: LambdaCost?) {
    let cost = cost ?? .zero
    element(cost.compute)
    element(cost.requests)
    element(cost.ephemeralStorage)
    element(cost.snapStart)
    element(cost.provisioned)
    element(cost.durable)
  }
}

extension Recommendation {
  /// What the page says of a workload in words; its script draws break-evens and intervals.
  func pageEntries(week: WeekProfile?) -> [Document.Entry] {
    let busy = week?.sentence(slots: analysis.utilization.slots)
    return entries.filter { $0.label != "break-even" && $0.label != "how sure" }
      + [busy.map { Document.Entry("busy", $0) }].compactMap { $0 }
  }
}
