extension TallyBench {
    /// The memory of `recount count`: it grows with different ballots, not with equal ones.
    func memory() throws {
        var random = RandomBallots()
        let many = random.orders(1_000_000, options: 20)
        let few = Array(many.prefix(100_000))
        let repeated = Array(repeatElement(few, count: 10).joined())
        let base = try peak("memory, a single ballot", Array(few.prefix(1)))
        let once = try peak("memory, 100,000 × 20 rankings, all different", few) - base
        _ = try peak("  each 10 times, in one line", few, times: 10)
        let equal = try peak("  each 10 times, in ten lines", repeated) - base
        let different = try peak("memory, 1,000,000 × 20 rankings, all different", many) - base
        let name = "10 times the ballots, equal ones: memory beyond the file"
        let holds = equal <= 1.25 * once
        line("  " + name, rounded(equal / once) + " times  " + report.verdict(name, holds, "gate ≤ 1.25"))
        line("  different ones", rounded(different / once) + " times")
    }

    /// Megabytes at most, less those of the file, which is read as a whole.
    private func peak(_ name: String, _ orders: [[Int]], times: Int = 1) throws -> Double {
        let text = blt(orders, options: 20, seats: 1, times: times)
        let path = try write(text, to: "memory.blt")
        let size = Double(text.utf8.count) / 1_048_576
        let peak = try peers.whole(recount, ["count", path, "--rule", "schulze"]).megabytes
        line(name, "\(rounded(peak, 0)) MB with the file's \(rounded(size, 0)) MB")
        return peak - size
    }
}
