internal import CKernels

extension GGUFFile {
  /// The model that the file holds, every tensor in its role and of the shape the metadata ask for.
  func storedModel() throws(GGUFModelError) -> StoredModel {
    if case .unsigned(let parts) = metadata["split.count"], parts > 1 {
      throw .unsupported(key: "split.count", meaning: "\(parts) files: merge them first")
    }
    let configuration = try configuration()
    let present = Set(tensors.map(\.name))
    let roles = configuration.roles(
      tiedEmbedding: !present.contains(TensorRole.output.name),
      rotaryFactors: present.contains(TensorRole.rotaryFactors.name))
    for role in roles where !present.contains(role.name) { throw .missingTensor(role.name) }
    let byName = Dictionary(uniqueKeysWithValues: roles.map { ($0.name, $0) })
    var stored: [StoredTensor] = []
    for tensor in tensors {
      guard let role = byName[tensor.name] else { throw .unknownTensor(tensor.name) }
      stored.append(try tensor.stored(as: role, shape: configuration.shape(of: role)))
    }
    return StoredModel(configuration: configuration, tensors: stored, mapping: mapping)
  }
}

extension GGUFTensor {
  /// The dimensions without trailing ones, which say nothing.
  var extent: [Int] {
    let last = dimensions.lastIndex { $0 != 1 } ?? 0
    return Array(dimensions[...last])
  }

  fileprivate func stored(
    as role: TensorRole, shape: TensorShape
  ) throws(GGUFModelError) -> StoredTensor {
    let expected: [Int]
    switch shape {
    case .vector(let count):
      guard type.kernelType == CK_F32 else { throw .vectorType(tensor: name, type) }
      expected = [count]
    case .matrix(let rows, let columns): expected = rows == 1 ? [columns] : [columns, rows]
    }
    guard extent == expected else {
      throw .shape(tensor: name, found: dimensions, expected: expected)
    }
    return StoredTensor(role: role, type: type.kernelType, shape: shape, offset: data.lowerBound)
  }
}
