/// Gives equal values one number, in the order they come.
struct Interner<Item: Hashable> {
  private(set) var items: [Item] = []
  private var places: [Item: Int] = [:]

  mutating func index(of item: Item) -> Int {
    if let place = places[item] { return place }
    places[item] = items.count
    items.append(item)
    return items.count - 1
  }
}
