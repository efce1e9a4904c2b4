import CCrypto
import Foundation

/// SHA-256 and its HMAC, as libcrypto computes them; 32 bytes each.
package enum SHA256 {
  package static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var size: UInt32 = 0
    let done = EVP_Digest(bytes, bytes.count, &digest, &size, EVP_sha256(), nil)
    precondition(done == 1 && size == 32, "libcrypto has no SHA-256; check the OpenSSL build")
    return digest
  }

  package static func authenticationCode(of message: String, key: [UInt8]) -> [UInt8] {
    authenticationCode(of: Array(message.utf8), key: key)
  }

  package static func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
    var code = [UInt8](repeating: 0, count: 32)
    var size: UInt32 = 0
    let done = HMAC(
      EVP_sha256(), key, Int32(key.count), message, message.count, &code, &size)
    precondition(done != nil && size == 32, "libcrypto has no SHA-256; check the OpenSSL build")
    return code
  }
}

extension [UInt8] {
  package var base64: String { Data(self).base64EncodedString() }

  /// Two lower-case digits a byte.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
