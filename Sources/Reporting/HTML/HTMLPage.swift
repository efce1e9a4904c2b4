import Hashing

/// One self-contained page: nothing fetched, light or dark as the reader's system is.
///
/// Its policy allows the page's own style and script by their hash and nothing else, so markup that
/// slipped in could not run.
struct HTMLPage {
  let title: String
  let body: String
  /// Added to the style of every page.
  var style = ""
  var script: Script?

  struct Script {
    let source: String
    /// One JSON document, which the script reads; nothing in it ends the element it stands in.
    let data: [UInt8]

    init(source: String, data: [UInt8]) {
      self.source = source
      self.data = data.inertInMarkup
    }
  }

  var rendered: [UInt8] {
    let style = "\n" + String(decoding: PackageResources.page_css, as: UTF8.self) + self.style
    let head = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(policy(style: style))">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title.htmlSafe)</title>
      <style>\(style)</style>
      </head>
      <body>
      <main>
      \(body)</main>

      """
    var page = Array(head.utf8)
    if let script {
      page += Array("<script type=\"application/json\" id=\"data\">".utf8) + script.data
      page += Array("</script>\n<script>\(script.source)</script>\n".utf8)
    }
    return page + Array("</body>\n</html>\n".utf8)
  }

  private func policy(style: String) -> String {
    let script = script.map { "; script-src '\($0.source.sourceHash)'" } ?? ""
    return "default-src 'none'; style-src '\(style.sourceHash)'\(script); "
      + "base-uri 'none'; form-action 'none'"
  }
}

extension String {
  /// What a content security policy calls an inline element's content.
  fileprivate var sourceHash: String {
    "sha256-\(SHA256.hash(Array(utf8)).base64)"
  }
}

extension [UInt8] {
  /// JSON of the same value without a character that markup begins or ends with.
  fileprivate var inertInMarkup: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for byte in self {
      switch byte {
      case UInt8(ascii: "<"): bytes += Array("\\u003c".utf8)
      case UInt8(ascii: ">"): bytes += Array("\\u003e".utf8)
      case UInt8(ascii: "&"): bytes += Array("\\u0026".utf8)
      default: bytes.append(byte)
      }
    }
    return bytes
  }
}
