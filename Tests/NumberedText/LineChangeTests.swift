import Chance
import NumberedText
import Testing

@Suite("The changes between two versions")
struct LineChangeTests {
    @Test(
        "name the lines that stayed, went and came",
        arguments: [
            (old: "a\nb\nc", new: "a\nb\nc", shown: "=1/1 =2/2 =3/3"),
            ("a\nb\nc", "a\nx\nc", "=1/1 -2 +2 =3/3"),
            ("a\nb\nc", "b\nc\nd", "-1 =2/1 =3/2 +3"),
            ("", "a", "+1"),
            ("a", "", "-1"),
            ("", "", ""),
            ("a\nb", "b\na", "-1 =2/1 +2"),
            ("a\n\nb", "a\nb", "=1/1 =2/2"),
        ])
    func shown(old: String, new: String, shown: String) {
        #expect(describe(NumberedText(new).changes(since: NumberedText(old))) == shown)
    }

    @Test("rebuild both versions, and keep as many lines as any comparison can", arguments: 0..<10)
    func laws(seed: UInt64) {
        var random = SeededRandom(seed)
        for _ in 0..<200 {
            let (old, new) = (letters(&random), letters(&random))
            let changes = NumberedText(new.joined(separator: "\n"))
                .changes(since: NumberedText(old.joined(separator: "\n")))
            var (before, after, kept): ([String], [String], Int) = ([], [], 0)
            for change in changes {
                switch change {
                case .same(let oldLine, let newLine):
                    #expect(oldLine.text == newLine.text)
                    before.append(oldLine.text)
                    after.append(newLine.text)
                    kept += 1
                case .removed(let line): before.append(line.text)
                case .added(let line): after.append(line.text)
                }
            }
            #expect(before == old)
            #expect(after == new)
            #expect(kept == longest(old, new), "\(old) \(new)")
        }
    }

    @Test("of two long versions with nothing in its old place take no quadratic space")
    func long() {
        let old = (0..<3000).map { "Zeile \($0)" }
        let new = (0..<3000).map { "Zeile \($0 * 7 % 3000)" }
        let changes = NumberedText(new.joined(separator: "\n")).changes(
            since: NumberedText(old.joined(separator: "\n")))
        #expect(changes.count > 3000)
    }

    private func letters(_ random: inout SeededRandom) -> [String] {
        let few = Int.random(in: 1...6, using: &random)
        return (0..<Int.random(in: 0...14, using: &random)).map { _ in
            String(UnicodeScalar(UInt8(97 + Int.random(in: 0..<few, using: &random))))
        }
    }

    /// The textbook table of the longest common subsequence.
    private func longest(_ old: [String], _ new: [String]) -> Int {
        var row = [Int](repeating: 0, count: new.count + 1)
        for line in old {
            let above = row
            for (index, other) in new.enumerated() {
                row[index + 1] = line == other ? above[index] + 1 : max(above[index + 1], row[index])
            }
        }
        return row[new.count]
    }

    private func describe(_ changes: [LineChange]) -> String {
        changes.map { change in
            switch change {
            case .same(let old, let new): "=\(old.number)/\(new.number)"
            case .removed(let line): "-\(line.number)"
            case .added(let line): "+\(line.number)"
            }
        }.joined(separator: " ")
    }
}
