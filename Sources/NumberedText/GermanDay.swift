import Core

extension Day {
    /// The first day written in a German text: `17.12.2019`, `3. 1. 2020`, `17. Dezember 2019`, `2019-12-17`.
    init?(german text: String) {
        let words = text.split { !$0.isLetter && !$0.isNumber }
        for index in words.indices.dropLast(2) {
            let (first, second, third) = (words[index], words[index + 1], words[index + 2])
            guard first.count <= 4, third.count <= 4, let a = Int(first), let b = Int(third),
                let month = Day.month(second)
            else { continue }
            let parts = first.count == 4 ? (year: a, day: b) : (year: b, day: a)
            guard parts.year >= 1900, let day = Day(year: parts.year, month: month, day: parts.day) else {
                continue
            }
            self = day
            return
        }
        return nil
    }

    private static func month(_ word: Substring) -> Int? {
        let names = [
            "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
            "november",
            "dezember",
        ]
        if let number = Int(word) { return number }
        let letters = word.lowercased()
        return letters.count < 3 ? nil : names.firstIndex { $0.hasPrefix(letters) }.map { $0 + 1 }
    }
}
