import CSodium
import Foundation

/// Bytes that nobody else may know. They are zeroed when the last copy of the value is gone.
package struct Secret: Confidential, Sendable, Equatable {
    private let memory: SecretMemory

    /// Copies the bytes; the array itself is the caller's to clear.
    package init(_ bytes: some Collection<UInt8>) { memory = SecretMemory(bytes) }

    /// The UTF-8 bytes of a text.
    package init(text: String) { self.init(text.utf8) }

    /// A password as it was typed, in Unicode form NFKC, so that the ä of every keyboard is the same.
    package init(password: String) { self.init(text: password.precomposedStringWithCompatibilityMapping) }

    package var count: Int { memory.bytes.count }

    /// Lends the bytes to `body`, which must not keep them.
    package func withBytes<Value, Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        try body(UnsafeBufferPointer(memory.bytes))
    }

    /// Takes the same time wherever the bytes differ.
    package static func == (left: Secret, right: Secret) -> Bool {
        left.count == right.count
            && (left.count == 0
                || sodium_memcmp(left.memory.bytes.baseAddress, right.memory.bytes.baseAddress, left.count)
                    == 0)
    }
}

private final class SecretMemory: Sendable {
    nonisolated(unsafe) let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ source: some Collection<UInt8>) {
        bytes = .allocate(capacity: source.count)
        _ = bytes.initialize(from: source)
    }

    deinit {
        sodium_memzero(bytes.baseAddress, bytes.count)
        bytes.deallocate()
    }
}

/// Whether two values are equal; takes the same time wherever they differ. Their lengths are no secret.
package func constantTimeEquals(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && sodium_memcmp(left, right, left.count) == 0
}
