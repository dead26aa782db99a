import Core

/// How often somebody may do something, kept in memory only: nothing about it is written anywhere.
///
/// Limits count acts, never reading.
actor RateLimits {
    private var counts: [String: (window: Int64, count: Int)] = [:]

    /// Counts one act under `key` and throws once there were more than `limit` in the running `seconds`.
    func count(_ key: String, upTo limit: Int, per seconds: Int64, at now: Instant) throws {
        let window = now.seconds / seconds
        let known = counts[key]
        let count = known?.window == window ? (known?.count ?? 0) + 1 : 1
        counts[key] = (window, count)
        if counts.count > 50_000 { counts = counts.filter { $0.value.window == window } }
        guard count <= limit else { throw GeneralRejection.tooMany }
    }
}
