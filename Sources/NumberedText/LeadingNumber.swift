/// A number at the start of a line that may be the line's own.
struct LeadingNumber {
    let number: Int
    let rest: Substring
    /// Whether the next word follows without a space.
    let isGlued: Bool
    /// Whether a mark follows it, as in `1.` or `1)`: then it may as well count a list.
    let isMarked: Bool

    init?(_ text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...4).contains(digits.count), let number = Int(digits), number > 0 else { return nil }
        self.number = number
        var rest = text[digits.endIndex...]
        let mark = rest.first.map { ".:)|".contains($0) } ?? false
        isMarked = mark && (rest.count == 1 || rest.dropFirst().first == " ")
        if isMarked { rest = rest.dropFirst() }
        isGlued = rest.first?.isLetter == true
        guard isGlued || rest.isEmpty || rest.first == " " else { return nil }
        self.rest = rest.drop { $0 == " " }
    }

    /// How many lines a number is looked for back, and how many of a step may be lost.
    private static let reach = 64
    private static let slack = 3

    /// The places of the numbers that count the lines, rising; none when the text is not numbered.
    static func run(_ candidates: [LeadingNumber?]) -> [Int] {
        var best: [Int: (score: Int, before: Int?)] = [:]
        for (index, candidate) in candidates.enumerated() {
            guard let candidate else { continue }
            var chosen = (score: candidate.number == index + 1 ? 6 : 1, before: Int?.none)
            for earlier in stride(from: index - 1, through: max(0, index - reach), by: -1) {
                guard let start = best[earlier], let other = candidates[earlier] else { continue }
                let step = candidate.number - other.number
                guard step > 0, step <= index - earlier + slack else { continue }
                let score = start.score + (step == index - earlier ? 6 : 2)
                if score > chosen.score { chosen = (score, earlier) }
            }
            best[index] = (chosen.score - (candidate.isGlued ? 1 : 0), chosen.before)
        }
        var run: [Int] = []
        var next = best.max { ($0.value.score, -$0.key) < ($1.value.score, -$1.key) }?.key
        while let index = next {
            run.append(index)
            next = best[index]?.before
        }
        run.reverse()
        return isNumbering(run, candidates) ? run : []
    }

    /// Whether the run numbers most lines; or begins with the first line and numbers most until its own end;
    /// or, as where every fifth line is numbered, all of it is in step.
    private static func isNumbering(_ run: [Int], _ candidates: [LeadingNumber?]) -> Bool {
        guard let first = run.first, let last = run.last else { return false }
        let begins = first == 0 && candidates[0]?.number == 1 && candidates[0]?.isMarked == false
        let inStep = run.allSatisfy { candidates[$0]?.number == $0 + 1 }
        return run.count * 2 >= candidates.count || begins && run.count * 2 > last || inStep && run.count >= 3
    }
}
