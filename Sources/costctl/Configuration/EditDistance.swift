/// How many letters separate two words: the nearest known key of a misspelt one.
enum EditDistance {
  /// The candidate closest to `word`; nil when none is within a third of its length.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    candidates
      .map { (candidate: $0, distance: between(word, $0)) }
      .filter { $0.distance <= max(1, $0.candidate.count / 3) }
      .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
      .candidate
  }

  /// Insertions, deletions and substitutions that turn one word into the other (Levenshtein).
  static func between(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (leftIndex, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = leftIndex + 1
      for (index, other) in right.enumerated() {
        let substituted = diagonal + (letter == other ? 0 : 1)
        diagonal = row[index + 1]
        row[index + 1] = min(substituted, row[index] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
