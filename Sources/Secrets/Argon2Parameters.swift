/// How hard a password hash is to compute. Source: RFC 9106.
package struct Argon2Parameters: Hashable, Sendable {
    package let memoryKiB: UInt32
    package let passes: UInt32
    package let lanes: UInt32

    package init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
        self.memoryKiB = memoryKiB
        self.passes = passes
        self.lanes = lanes
    }

    /// For new passwords. Source: OWASP Password Storage Cheat Sheet.
    package static let current = Argon2Parameters(memoryKiB: 19_456, passes: 2, lanes: 1)

    /// Protects nothing; for tests, which have no time.
    package static let test = Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1)

    /// Whether a stored hash may ask for this much; more would let one sign-in stop the server.
    var isBearable: Bool {
        (1...16).contains(lanes) && (1...64).contains(passes) && (8 * lanes...1_048_576).contains(memoryKiB)
    }
}
