/// A data cache of a processor, as its first core sees it.
package struct CacheLevel: Hashable, Sendable {
  /// 1 is nearest to the core.
  package let level: Int
  package let size: Bytes
  /// Logical processors that share it.
  package let sharedBy: Int

  package init(level: Int, size: Bytes, sharedBy: Int) {
    self.level = level
    self.size = size
    self.sharedBy = sharedBy
  }
}
