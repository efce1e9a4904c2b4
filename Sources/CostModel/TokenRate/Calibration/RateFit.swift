/// The roofline of one host and model: what its measurements say of memory and arithmetic.
///
/// A decode step of b sequences takes t(b) = max(bytes / bandwidth, 2 · b · parameters / flops) + overhead,
/// a prompt of m tokens ⌈m / 512⌉ · overhead + 2 · m · parameters / prefillFlops.
package struct RateFit: Codable, Hashable, Sendable {
  package let threads: Int
  package let bandwidth: BytesPerSecond
  /// Of decoding many sequences at once; what a prompt reaches where no batch was measured.
  package let flops: FlopsPerSecond
  /// Nil where no prompt was measured.
  package let prefillFlops: FlopsPerSecond?
  /// Seconds of a step that neither memory nor arithmetic explains.
  package let overheadSeconds: Double
  /// The worst deviation of the fit from a measurement, as a share of it.
  package let maxRelativeError: Ratio

  package init(
    threads: Int, bandwidth: BytesPerSecond, flops: FlopsPerSecond,
    prefillFlops: FlopsPerSecond?, overheadSeconds: Double, maxRelativeError: Ratio
  ) {
    self.threads = threads
    self.bandwidth = bandwidth
    self.flops = flops
    self.prefillFlops = prefillFlops
    self.overheadSeconds = overheadSeconds
    self.maxRelativeError = maxRelativeError
  }
}
