import Core
import TransparencyLog

/// `SHA-256("mitstimme-leaf/v1" ‖ 0 ‖ type ‖ 0 ‖ salt[32] ‖ canonical content)`, in Base64.
///
/// The random salt hides the content even from somebody who guesses it.
package func commitment(type: String, salt: [UInt8], content: [UInt8]) -> String {
    SHA256.hash(Array("mitstimme-leaf/v1".utf8) + [0] + Array(type.utf8) + [0] + salt + content).base64
}
