extension BytesPerSecond {
  /// A network's rate: 1 Gbit/s is 125,000,000 bytes a second.
  package init(gigabitsPerSecond: Double) { self.init(gigabitsPerSecond * 1e9 / 8) }

  package var gigabitsPerSecond: Double { value * 8 / 1e9 }
}
