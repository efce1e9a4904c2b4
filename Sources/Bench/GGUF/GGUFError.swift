/// Why a file is not a GGUF file that can be trusted.
package enum GGUFError: Error, Equatable, CustomStringConvertible {
  case notGGUF
  case version(UInt32)
  case endsWithin(Place)
  case tooMany(Counted, UInt64)
  case name(Place, NameFault)
  case duplicate(String)
  case valueType(key: String, UInt32)
  case boolean(key: String)
  case alignment
  case dimensions(tensor: String)
  case tensorType(tensor: String, GGUFType)
  case offset(tensor: String)
  case outside(tensor: String)
  case overlap(String, String)

  /// A part of the file; entries and tensors count from 1.
  package enum Place: Equatable, CustomStringConvertible {
    case header
    case metadata(Int)
    case tensor(Int)

    package var description: String {
      switch self {
      case .header: "its header"
      case .metadata(let number): "metadata entry \(number)"
      case .tensor(let number): "the description of tensor \(number)"
      }
    }
  }

  package enum Counted: String {
    case metadata = "metadata entries"
    case tensors
  }

  package enum NameFault: String {
    case empty = "is empty"
    case tooLong = "is longer than 255 bytes"
    case notUTF8 = "is not UTF-8"
  }

  package var description: String {
    switch self {
    case .notGGUF: "it is not a GGUF file: it does not begin with “GGUF”"
    case .version(let version):
      version.byteSwapped == GGUFFile.version
        ? "it is a big-endian GGUF file: convert it to little-endian"
        : "it is GGUF version \(version): convert it to version \(GGUFFile.version)"
    case .endsWithin(let place): "it ends within \(place): copy or download it again"
    case .tooMany(let counted, let count):
      "it claims \(count) \(counted.rawValue), more than any model has"
    case .name(let place, let fault): "the name in \(place) \(fault.rawValue)"
    case .duplicate(let name): "\(name) appears twice"
    case .valueType(let key, let type):
      "\(key) has a value of type \(type), which is none of GGUF's"
    case .boolean(let key): "\(key) is a boolean that is neither 0 nor 1"
    case .alignment: "general.alignment is not a 32-bit power of two"
    case .dimensions(let tensor):
      "the dimensions of \(tensor) are not 1 to 4 positive numbers that its type divides"
    case .tensorType(let tensor, let type):
      "\(tensor) has type \(type), which costctl does not run: quantize the model to one of"
        + " \(GGUFType.runnable.map(\.description).joined(separator: ", "))"
    case .offset(let tensor): "the data of \(tensor) is not aligned"
    case .outside(let tensor):
      "the data of \(tensor) lies outside the file: copy or download it again"
    case .overlap(let first, let second): "the data of \(first) and \(second) overlap"
    }
  }
}
