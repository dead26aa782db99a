import Foundation

/// Other people's counting programs, and our own as a whole.
struct Peers {
    /// Where `bin/venv oracles` put Python.
    static let python = ".venv-oracles/bin/python"

    /// What `Tests/Oracles/timing.py` prints. Times are in seconds, memory in kB.
    struct Answer: Decodable {
        var elected: [String]?
        var reading: Double?
        var counting: Double?
        var seconds: Double?
        var peak: Int?
    }

    /// What belenios-tool prints.
    private struct BeleniosResult: Decodable {
        let winners: [[Int]]
    }

    func timed(_ words: String..., limit: Int = 300) throws -> Answer {
        guard FileManager.default.isExecutableFile(atPath: Self.python) else {
            throw BenchFault(description: "\(Self.python) is not there; bin/venv oracles fills it")
        }
        return try answer(["\(limit)", Self.python, "Tests/Oracles/timing.py"] + words)
    }

    /// Seconds and largest memory of a whole program, as the system tells them to who waited for it.
    func whole(_ program: String, _ arguments: [String]) throws -> (seconds: Double, megabytes: Double) {
        let words = ["300", "/usr/bin/python3", "Tests/Oracles/timing.py", "peak", program]
        let answer = try answer(words + arguments)
        return (answer.seconds ?? 0, Double(answer.peak ?? 0) / 1024)
    }

    private func answer(_ words: [String]) throws -> Answer {
        let text = try output(of: "timeout", words)
        return try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
    }

    /// The ranking by Schulze's method, with the seconds from the file to the answer.
    func belenios(
        _ orders: [[Int]], options: Int, folder: String
    ) throws -> (seconds: Double, ranking: [[Int]]) {
        guard (try? output(of: "belenios-tool", ["--version"])) != nil else {
            throw BenchFault(description: "belenios-tool is not there")
        }
        var text = ""
        for order in orders {
            var ranks = [Int](repeating: 0, count: options)
            for (place, option) in order.enumerated() { ranks[option] = place + 1 }
            text += (text.isEmpty ? "[" : ",") + "[" + ranks.map(String.init).joined(separator: ",") + "]"
        }
        let paths = (ballots: folder + "/belenios.json", result: folder + "/belenios-result.json")
        try (text + "]").write(toFile: paths.ballots, atomically: false, encoding: .utf8)
        let seconds = try whole(
            "sh",
            [
                "-c",
                "exec belenios-tool method schulze --nchoices=\(options) --blank-allowed=false <\"$0\" >\"$1\"",
                paths.ballots, paths.result,
            ]
        ).seconds
        let result = try Data(contentsOf: URL(fileURLWithPath: paths.result))
        let ranking = try JSONDecoder().decode(BeleniosResult.self, from: result).winners
        return (seconds, ranking.map { $0.sorted() })
    }
}
