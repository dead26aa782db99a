/// Finds the line numbers a printed text carries among its words, and takes them out.
///
/// Numbers may be missing, glued to a word, or in mid-line where two lines ran together. A number that is
/// part of a sentence ("20 Prozent") stays: only the run of rising numbers that best keeps step with the
/// lines counts.
struct LineNumbers {
    struct Line {
        let body: BodyLine
        let text: String
        /// Nil where the file has no number.
        let number: Int?
        let startsBlock: Bool
    }

    private(set) var lines: [Line] = []

    /// The width of a printed line; where a number stands in mid-line, it is the one nearest to it.
    private static let usualWidth = 75

    init(_ source: [BodyLine]) {
        let candidates = source.map { LeadingNumber($0.text) }
        let run = LeadingNumber.run(candidates)
        for line in source.prefix(run.first ?? source.count) { add(line, line.text, nil) }
        for (place, first) in run.enumerated() {
            let end = place + 1 < run.count ? run[place + 1] : source.count
            guard var number = candidates[first]?.number else { continue }
            var lacking = 0
            if end < source.count, let next = candidates[end]?.number {
                lacking = next - number - (end - first)
            } else if source[first].text.count > LineNumbers.usualWidth + 15 {
                lacking = 1
            }
            for index in first..<end {
                let found = index == first ? candidates[index] : nil
                let text = found?.rest ?? source[index].text[...]
                lacking -= add(source[index], text, found?.number, next: number + 1, lacking: lacking)
                number += 1
            }
        }
    }

    private mutating func add(_ body: BodyLine, _ text: some StringProtocol, _ number: Int?) {
        let startsBlock = body.startsBlock && lines.last?.body.line != body.line
        lines.append(Line(body: body, text: String(text), number: number, startsBlock: startsBlock))
    }

    /// Adds the line, cut where up to `lacking` further numbers stand in it; returns how many were found.
    private mutating func add(
        _ body: BodyLine, _ text: Substring, _ number: Int?, next: Int, lacking: Int
    ) -> Int {
        guard lacking > 0, let cut = LineNumbers.place(of: next, in: text) else {
            add(body, text, number)
            return 0
        }
        add(body, text[..<cut.lowerBound], number)
        return 1 + add(body, text[cut.upperBound...], next, next: next + 1, lacking: lacking - 1)
    }

    /// Where `number` stands between two words, or glued to one, with the spaces around it.
    private static func place(of number: Int, in text: Substring) -> Range<Substring.Index>? {
        var best: (place: Range<Substring.Index>, distance: Int)?
        var index = text.startIndex
        var offset = 0
        var previous: Character = " "
        while index < text.endIndex {
            if !previous.isNumber, let rest = text[index...].after(String(number)),
                rest.first == " " || rest.first?.isLetter == true, offset > 0,
                previous == " " || previous.isLetter || previous.isPunctuation
            {
                let distance = abs(offset - usualWidth)
                if distance < best?.distance ?? .max {
                    let start = previous == " " ? text.index(before: index) : index
                    let end = rest.drop { $0 == " " }.startIndex
                    best = (start..<end, distance)
                }
            }
            previous = text[index]
            index = text.index(after: index)
            offset += 1
        }
        return best?.place
    }
}
