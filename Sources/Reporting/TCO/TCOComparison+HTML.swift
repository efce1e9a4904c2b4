import CostModel

extension TCOComparison {
  /// One page to send: the decision, two charts, every table of the terminal with all its rows.
  func html(in context: RenderContext) -> [UInt8] {
    let detailed = RenderContext(generatedAt: context.generatedAt, verbose: true)
    return HTMLPage(
      title: "Total cost over \(Self.months(horizonMonths))",
      body: document(in: detailed).html(figures: [cumulativeFigure, tornadoFigure])
    ).rendered
  }

  var cumulativeFigure: String {
    var lines = [(onPremises, "first", ""), (current, "second", "7 4")]
    if cheapestCloud.kind != .current { lines.append((cheapestCloud, "third", "2 3")) }
    let flows = lines.map { $0.0.cash.cumulative.map(\.value) }
    let scale = DollarScale(flows.flatMap { $0 })
    let (left, right, top, bottom) = (62.0, SVGCanvas.width - 10, 12.0, 268.0)
    var canvas = SVGCanvas(height: 300 + 18 * Double(lines.count))
    for mark in scale.marks {
      let y = bottom - (bottom - top) * scale.share(mark)
      canvas.line(from: (left, y), to: (right, y))
      canvas.text(DollarScale.label(mark), at: (left - 6, y + 4), anchor: "end")
    }
    func x(_ month: Int) -> Double {
      left + (right - left)
        * (horizonMonths > 1 ? Double(month - 1) / Double(horizonMonths - 1) : 0)
    }
    let every = max(1, (horizonMonths + 11) / 12)
    for month in stride(from: 1, through: horizonMonths, by: every) {
      canvas.text("\(month)", at: (x(month), bottom + 16), anchor: "middle")
    }
    canvas.text("month of the horizon", at: (right, bottom + 36), anchor: "end")
    for (index, (option, color, dash)) in lines.enumerated() {
      let points = flows[index].enumerated().map { month, value in
        (x(month + 1), bottom - (bottom - top) * scale.share(value))
      }
      canvas.path(
        points.count > 1 ? points : points + [(right, points[0].1)], color: color, dash: dash)
      let y = bottom + 36 + 18 * Double(index)
      canvas.path([(left, y - 4), (left + 34, y - 4)], color: color, dash: dash)
      canvas.text(option.name, at: (left + 42, y))
    }
    return canvas.figure(
      id: "paid", caption: "Paid so far, USD by month",
      description: lines.map { "\($0.0.name): \($0.0.total.shown) in all" }.joined(separator: "; "))
  }

  private var tornadoFigure: String {
    let bars = tornado.prefix(12)
    let base = advantage.value
    let ends = bars.flatMap { [$0.low.advantage.value, $0.high.advantage.value] } + [base]
    let scale = DollarScale(ends, about: 4)
    let (left, right, top) = (215.0, SVGCanvas.width - 24, 26.0)
    let bottom = top + 21 * Double(bars.count)
    var canvas = SVGCanvas(height: bottom + 30)
    func x(_ value: Double) -> Double { left + (right - left) * scale.share(value) }
    for mark in scale.marks {
      canvas.line(from: (x(mark), top), to: (x(mark), bottom))
      canvas.text(DollarScale.label(mark), at: (x(mark), top - 8), anchor: "middle")
    }
    for (index, bar) in bars.enumerated() {
      let y = top + 21 * Double(index) + 3
      canvas.text(bar.key.title, at: (left - 8, y + 11), anchor: "end")
      for (end, color) in [(bar.low, "low"), (bar.high, "high")] {
        let edge = x(end.advantage.value)
        canvas.bar(
          x: min(edge, x(base)), y: y, width: abs(edge - x(base)), height: 15, color: color)
      }
    }
    canvas.line(from: (x(base), top), to: (x(base), bottom))
    canvas.bar(x: left, y: bottom + 12, width: 12, height: 12, color: "low")
    canvas.text("20 % less", at: (left + 18, bottom + 22))
    canvas.bar(x: left + 100, y: bottom + 12, width: 12, height: 12, color: "high")
    canvas.text("20 % more", at: (left + 118, bottom + 22))
    canvas.text("USD of present value", at: (right, bottom + 22), anchor: "end")
    return canvas.figure(
      id: "tornado", caption: "On-prem's advantage, each input 20 % down and up",
      description: bars.map {
        "\($0.key.title): \($0.low.advantage.shown) to \($0.high.advantage.shown)"
      }.joined(separator: "; "))
  }
}
