import CostModel

/// A drawing area with dollars along one of its sides.
struct SVGCanvas {
  static let width = 560.0
  let height: Double
  private(set) var shapes = ""

  init(height: Double) { self.height = height }

  mutating func line(
    from start: (Double, Double), to end: (Double, Double), class name: String = "axis"
  ) {
    shapes +=
      "<line class=\"\(name)\" x1=\"\(Self.text(start.0))\" y1=\"\(Self.text(start.1))\" "
      + "x2=\"\(Self.text(end.0))\" y2=\"\(Self.text(end.1))\"/>\n"
  }

  mutating func path(_ points: [(Double, Double)], color: String, dash: String) {
    let steps = points.map { "\(Self.text($0.0)),\(Self.text($0.1))" }.joined(separator: " ")
    let pattern = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
    shapes +=
      "<polyline fill=\"none\" stroke=\"var(--\(color))\" stroke-width=\"2.5\"\(pattern) "
      + "points=\"\(steps)\"/>\n"
  }

  mutating func bar(x: Double, y: Double, width: Double, height: Double, color: String) {
    shapes +=
      "<rect x=\"\(Self.text(x))\" y=\"\(Self.text(y))\" width=\"\(Self.text(width))\" "
      + "height=\"\(Self.text(height))\" fill=\"var(--\(color))\"/>\n"
  }

  mutating func text(_ text: String, at place: (Double, Double), anchor: String = "start") {
    shapes +=
      "<text x=\"\(Self.text(place.0))\" y=\"\(Self.text(place.1))\" text-anchor=\"\(anchor)\">"
      + "\(text.htmlSafe)</text>\n"
  }

  /// The drawing with its caption and, for those who cannot see it, what it shows.
  func figure(id: String, caption: String, description: String) -> String {
    """
    <figure>
    <figcaption>\(caption.htmlSafe)</figcaption>
    <svg viewBox="0 0 \(Self.text(Self.width)) \(Self.text(height))" role="img" \
    aria-labelledby="\(id)-title \(id)-text">
    <title id="\(id)-title">\(caption.htmlSafe)</title>
    <desc id="\(id)-text">\(description.htmlSafe)</desc>
    \(shapes)</svg>
    </figure>

    """
  }

  /// A length to a tenth of a pixel.
  private static func text(_ length: Double) -> String {
    ShortestDecimal(length).rounded(toPlaces: 1).text()
  }
}

/// Round figures that span a range of dollars: 1, 2 or 5 times a power of ten apart.
struct DollarScale {
  let marks: [Double]

  init(_ values: [Double], about count: Int = 5) {
    let low = min(0, values.min() ?? 0)
    let high = max(low + 1, values.max() ?? 1)
    let rough = (high - low) / Double(count)
    var step = 1.0
    while step * 10 <= rough { step *= 10 }
    while step > rough { step /= 10 }
    for factor in [2.0, 2.5, 2] where step < rough { step *= factor }
    var marks = [(low / step).rounded(.down) * step]
    while let last = marks.last, last < high { marks.append(last + step) }
    self.marks = marks
  }

  var low: Double { marks[0] }
  var high: Double { marks[marks.count - 1] }

  /// Where a value lies between the ends, 0…1.
  func share(_ value: Double) -> Double { (value - low) / (high - low) }

  /// `$1.2M`, `-$40k`.
  static func label(_ value: Double) -> String {
    let sizes: [(Double, String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"), (1, "")]
    let size = sizes.first { value.magnitude >= $0.0 } ?? (1, "")
    let figure = ShortestDecimal(value.magnitude / size.0).rounded(toPlaces: 2).text()
    return "\(value < 0 ? "-" : "")$\(figure)\(size.1)"
  }
}
