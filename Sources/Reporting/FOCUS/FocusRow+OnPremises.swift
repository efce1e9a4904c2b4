import CostModel

extension OnPremisesMonth {
  /// The rows of one month: nodes bought and, as their life goes by, used up; then what runs them.
  ///
  /// What nodes are sold for and what they are worth at the end are no charges, and stand nowhere.
  func focusRows(
    _ scenario: FocusScenario, _ billing: BillingMonth, node: String
  ) -> [FocusRow] {
    let lines = OnPremisesLines(scenario: scenario, month: billing, node: node)
    return [
      lines.purchase("node", "Nodes, installed", nodes.bought, "Nodes", costs.purchase),
      lines.purchase("migration", "Migration", 1, "Projects", costs.migration),
      lines.covered(
        "node", "Depreciation of nodes", nodes.standing, "Node-Months", costs.depreciation),
      lines.covered("migration", "Migration, spread", 1, "Months", costs.migrationShare),
      lines.usage("power", "Electricity", .nodes, energy.value, "kWh", costs.power),
      lines.usage(
        "colocation", "Colocation", .nodes, nodes.standing, "Node-Months", costs.colocation),
      lines.usage(
        "maintenance", "Maintenance", .nodes, nodes.standing, "Node-Months", costs.maintenance),
      lines.usage(
        "software", "Software subscription", .nodes, nodes.standing, "Node-Months",
        costs.software),
      lines.usage("network", "Network", .network, 1, "Months", costs.network),
      lines.usage("staff", "Staff", .operations, 1, "Months", costs.staff),
    ].compactMap { $0 }
  }
}

/// Makes the rows of nodes of one's own; nothing is made of what costs nothing.
private struct OnPremisesLines {
  let scenario: FocusScenario
  let month: BillingMonth
  let node: String

  func purchase(
    _ item: String, _ title: String, _ quantity: Double, _ unit: String, _ cost: USD
  ) -> FocusRow? {
    row(
      item, title, service(of: item),
      FocusRow.Charge(category: .purchase, frequency: .oneTime, description: title),
      FocusRow.Amount(quantity: quantity, unit: unit), .prepaid(cost))
  }

  func covered(
    _ item: String, _ title: String, _ quantity: Double, _ unit: String, _ cost: USD
  ) -> FocusRow? {
    row(
      item, title, service(of: item),
      FocusRow.Charge(category: .usage, frequency: .recurring, description: title),
      FocusRow.Amount(quantity: quantity, unit: unit), .covered(cost, list: cost))
  }

  func usage(
    _ item: String, _ title: String, _ service: FocusService, _ quantity: Double, _ unit: String,
    _ cost: USD
  ) -> FocusRow? {
    row(
      item, title, service,
      FocusRow.Charge(category: .usage, frequency: .recurring, description: title),
      FocusRow.Amount(quantity: quantity, unit: unit), .plain(cost))
  }

  private func service(of item: String) -> FocusService {
    item == "migration" ? .migration : .nodes
  }

  private func row(
    _ item: String, _ title: String, _ service: FocusService, _ charge: FocusRow.Charge,
    _ amount: FocusRow.Amount, _ cost: FocusRow.Cost
  ) -> FocusRow? {
    guard cost.list > .zero, amount.quantity > 0 else { return nil }
    return FocusRow(
      scenario: scenario, month: month, provider: .onPremises, service: service,
      resource: FocusRow.Resource(id: "site/\(node)", name: node, type: "Node"), charge: charge,
      sku: FocusRow.Sku(id: "on-prem/\(node)/\(item)", meter: title),
      pricing: FocusRow.Pricing(category: .other, amount: amount),
      consumed: charge.category == .usage ? amount : nil, cost: cost)
  }
}
