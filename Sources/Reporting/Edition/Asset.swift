/// The page's script, style and forms, as files beside this one that are compiled in.
enum Asset {
  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// One script, so that one hash allows it: what others use comes first.
  static let script =
    "'use strict';\n"
    + [
      PackageResources.words_js, PackageResources.data_js, PackageResources.cost_js,
      PackageResources.elements_js, PackageResources.axis_js, PackageResources.charts_js,
      PackageResources.details_js, PackageResources.ranking_js, PackageResources.what_if_js,
      PackageResources.page_js,
    ].map(text).joined(separator: "\n")
}
