extension OnPremisesShare {
  /// Its part of every line of the nodes' month, as the amortized view has it.
  package var month: OnPremisesMonth {
    let (part, whole) = (share.value, site.month)
    let ownBusy = site.average > .zero ? average / site.average : 0
    let standing = Double(whole.nodes) * part
    return OnPremisesMonth(
      month: 1, volume: 1, peak: peak, average: average,
      nodes: OnPremisesMonth.Nodes(
        needed: standing, bought: 0, retired: 0, standing: standing),
      energy: whole.idleEnergy * part + whole.busyEnergy * ownBusy,
      costs: OnPremisesMonth.Costs(
        purchase: .zero, residual: .zero, closing: .zero,
        depreciation: whole.depreciation * part, power: whole.idlePower * part + busyPower,
        colocation: whole.colocation * part, maintenance: whole.maintenance * part,
        network: whole.network * part, staff: whole.staff * part,
        software: whole.software * part, migration: .zero,
        migrationShare: whole.migration * part, cloud: .zero))
  }
}
