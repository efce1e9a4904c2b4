internal import CXLSX
import Foundation

/// Why no workbook could be made.
package enum WorkbookError: Error, Hashable, Sendable, CustomStringConvertible {
  case cannotCreate(String)
  case cannotAssemble(String)

  package var description: String {
    switch self {
    case .cannotCreate(let reason): "cannot begin the workbook: \(reason)"
    case .cannotAssemble(let reason):
      "cannot put the workbook together: \(reason); it needs room for temporary files in TMPDIR"
    }
  }
}

/// An Excel workbook under construction in memory, through libxlsxwriter.
///
/// The library owns sheets, formats and charts and frees them with the book.
final class WorkbookFile {
  private let descriptor: Int32
  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [CellFormat: UnsafeMutablePointer<lxw_format>] = [:]
  private var fault: lxw_error?

  /// - Parameter created: stamped into the file; the same content and time give the same bytes.
  init(title: String, created: Int) throws(WorkbookError) {
    descriptor = memfd_create("costctl.xlsx", 1)
    guard descriptor >= 0 else { throw .cannotCreate(String(cString: strerror(errno))) }
    book = workbook_new("/proc/self/fd/\(descriptor)")
    guard let book else { throw .cannotCreate("out of memory") }
    title.withCString { title in
      "costctl".withCString { author in
        var properties = lxw_doc_properties()
        properties.title = UnsafeMutablePointer(mutating: title)
        properties.author = UnsafeMutablePointer(mutating: author)
        properties.created = created
        workbook_set_properties(book, &properties)
      }
    }
  }

  deinit {
    if let book { workbook_close(book) }
    close(descriptor)
  }

  func sheet(_ name: String) -> Sheet {
    guard let sheet = workbook_add_worksheet(book, name) else {
      preconditionFailure("'\(name)' is no name of a new sheet")
    }
    return Sheet(pointer: sheet, name: name, file: self)
  }

  /// Gives cells a name that formulas can use, `in_pue`.
  func define(_ name: String, as reference: String) {
    note(workbook_define_name(book, name, "=\(reference)"))
  }

  func chart(_ kind: lxw_chart_type) -> UnsafeMutablePointer<lxw_chart>? {
    workbook_add_chart(book, UInt8(kind.rawValue))
  }

  /// Keeps the first fault of the library, to be thrown when the book is finished.
  func note(_ error: lxw_error) {
    if error != LXW_NO_ERROR, fault == nil { fault = error }
  }

  /// The finished file; nothing can be written to it afterwards.
  func finish() throws(WorkbookError) -> [UInt8] {
    let closed = workbook_close(book)
    book = nil
    note(closed)
    if let fault { throw .cannotAssemble(String(cString: lxw_strerror(fault))) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .cannotAssemble(String(cString: strerror(errno)))
    }
    let size = Int(status.st_size)
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let count = bytes[filled...].withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, filled)
      }
      guard count > 0 else { throw .cannotAssemble(String(cString: strerror(errno))) }
      filled += count
    }
    return bytes
  }

  func format(_ look: CellFormat) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[look] { return known }
    let format = workbook_add_format(book)
    formats[look] = format
    look.apply(to: format)
    return format
  }
}

extension CellFormat {
  fileprivate func apply(to format: UnsafeMutablePointer<lxw_format>?) {
    format_set_font_name(format, "Calibri")
    format_set_font_size(format, size)
    format_set_font_color(format, color)
    if let number { format_set_num_format(format, number) }
    if isBold { format_set_bold(format) }
    if isItalic { format_set_italic(format) }
    if let fill {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, fill)
      format_set_fg_color(format, fill)
    }
    if wraps { format_set_text_wrap(format) }
    if indent > 0 { format_set_indent(format, indent) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    switch alignment {
    case .natural: break
    case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .center: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    }
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    format_set_border_color(format, 0x9AA5B1)
    switch line {
    case nil: break
    case .below: format_set_bottom(format, thin)
    case .above: format_set_top(format, thin)
    case .around: format_set_border(format, thin)
    }
  }
}
