/// The machine a calibration ran on; nil where a report does not say.
package struct CalibrationHost: Codable, Hashable, Sendable {
  /// `c8g.xlarge`, from the instance's metadata or as the user gave it; nil off EC2.
  package let instanceType: String?
  /// As the system names the processor.
  package let cpu: String
  package let architecture: Architecture
  package let instructionSet: InstructionSet?
  /// Width of a vector register: 256 on AVX2; on SVE as the machine reports it.
  package let vectorBits: Int?
  /// Physical cores this process may use.
  package let cores: Int?
  package let memory: Bytes?

  package init(
    instanceType: String?, cpu: String, architecture: Architecture,
    instructionSet: InstructionSet?, vectorBits: Int?, cores: Int?, memory: Bytes?
  ) {
    self.instanceType = instanceType
    self.cpu = cpu
    self.architecture = architecture
    self.instructionSet = instructionSet
    self.vectorBits = vectorBits
    self.cores = cores
    self.memory = memory
  }

  /// The instance type where it is known, else the processor.
  package var name: String { instanceType ?? cpu }
}
