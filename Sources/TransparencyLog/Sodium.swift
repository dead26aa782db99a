import CSodium

/// The C library, made ready before its first use.
enum Sodium {
    /// False only when the library cannot start on this machine.
    static let isReady = sodium_init() >= 0
}
