import CostModel
import Foundation
import Pricing
import Reporting

/// Rates that llama-bench measured on the user's own host.
struct ImportedRates {
  let path: String
  let instanceType: String?

  /// One for each model of the file.
  func reports() throws -> [BenchReport] {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw ImportedRatesError.unreadable(path: path, reason: Messages.sentence(of: error))
    }
    let machines = try Catalogue.rateBook(calibrations: [], runtime: .llamaCpp).machines
    return try calibrations(in: Array(bytes), on: machines).map { try BenchReport(of: $0) }
  }

  private func calibrations(
    in bytes: [UInt8], on machines: MachineCatalogue
  ) throws(ImportedRatesError) -> [Calibration] {
    do throws(LlamaBenchError) {
      return try LlamaBenchReport(bytes).calibrations(instance: instanceType, machines: machines)
    } catch {
      throw .refused(path: path, error)
    }
  }
}

/// Why a file's rates were not taken.
enum ImportedRatesError: Error, Hashable, CustomStringConvertible {
  case unreadable(path: String, reason: String)
  case refused(path: String, LlamaBenchError)

  var description: String {
    switch self {
    case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
    case .refused(let path, let error): "\(path) was not imported: \(error)"
    }
  }
}

extension BenchReport {
  /// A calibration with what follows from it and from nothing else.
  init(of calibration: Calibration, circumstances: Circumstances = Circumstances()) throws {
    let book = try Catalogue.rateBook(calibrations: [calibration], runtime: calibration.runtime)
    self.init(
      calibration: calibration, fit: calibration.fit,
      estimates: book.estimates(of: calibration.model), circumstances: circumstances)
  }
}
