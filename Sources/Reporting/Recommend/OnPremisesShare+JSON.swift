import CostModel

extension JSONWriter {
  /// A workload's part of nodes of one's own; null where they were not priced.
  mutating func onPremises(_ share: OnPremisesShare?) {
    guard let share else { return null("on_prem") }
    let site = share.site
    object("on_prem") {
      $0.member("node", site.assumptions.node.name)
      $0.member("nodes", site.month.nodes)
      $0.member("nodes_monthly_cost", site.month.total)
      $0.member("workloads", site.workloads)
      $0.member("share", share.share)
      $0.member("peak_tokens_per_second", share.peak)
      $0.member("nodes_peak_tokens_per_second", site.peak)
      $0.member("alone_nodes", share.alone.nodes)
      $0.member("alone_monthly_cost", share.alone.total)
      $0.member("unconfirmed_inputs", site.assumptions.unconfirmed.count)
    }
  }
}
