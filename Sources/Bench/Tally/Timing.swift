import Glibc

/// How long a piece of work takes, in processor time, which other work on the machine hardly changes.
struct Timing {
    /// In milliseconds.
    let median: Double
    let runs: Int

    /// Works once to warm up, then five times, and on up to 25 times while that takes under two seconds.
    static func of<Value>(_ work: () throws -> Value) rethrows -> (timing: Timing, value: Value) {
        _ = try work()
        return try of(5...25, work)
    }

    /// Stops early after two seconds.
    static func of<Value>(
        _ runs: ClosedRange<Int>, _ work: () throws -> Value
    ) rethrows -> (timing: Timing, value: Value) {
        var times: [Double] = []
        while true {
            let start = processorTime()
            let value = try work()
            times.append(processorTime() - start)
            let isLong = times.count >= runs.lowerBound && times.reduce(0, +) >= 2_000
            if isLong || times.count >= runs.upperBound {
                return (Timing(median: times.sorted()[times.count / 2], runs: times.count), value)
            }
        }
    }
}

/// What this process used so far, in milliseconds.
private func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
}

/// Three significant figures of a number of milliseconds.
func milliseconds(_ value: Double) -> String {
    value >= 1_000
        ? rounded(value / 1_000) + " s" : rounded(value, value < 10 ? 2 : value < 100 ? 1 : 0) + " ms"
}

/// Prints figures, and remembers which gates held.
final class Report {
    private(set) var held = 0
    private(set) var missed: [String] = []

    /// Our own time, with its gate in milliseconds.
    func time(_ name: String, _ timing: Timing, atMost gate: Double? = nil) {
        var value = milliseconds(timing.median)
        if timing.runs > 1 { value += "  median of \(timing.runs)" }
        if let gate { value += "  " + verdict(name, timing.median <= gate, "gate ≤ \(milliseconds(gate))") }
        line(name, value)
    }

    /// Another program's time, with how often ours fits into it. A result unlike ours counts as a gate missed.
    func peer(_ name: String, seconds: Double, ours: Timing, agrees: Bool? = nil) {
        let ratio = seconds * 1_000 / ours.median
        var value = "\(milliseconds(seconds * 1_000))  \(rounded(ratio, ratio < 10 ? 1 : 0)) times ours"
        if let agrees { value += "  " + verdict(name, agrees, "same result") }
        line("  " + name, value)
    }

    /// Notes whether a gate held, and gives the words for it.
    func verdict(_ name: String, _ holds: Bool, _ gate: String) -> String {
        if holds { held += 1 } else { missed.append(name) }
        return "\(gate): \(holds ? "held" : "MISSED")"
    }

    /// Measures, or says why not.
    func attempt(_ name: String, _ work: () throws -> Void) {
        do {
            try work()
        } catch {
            let reason = "\(error)".split(separator: "\n").last ?? "unknown"
            line(name, "skipped: \(reason)")
        }
    }
}
