/// A language the platform speaks. The raw value is the cookie's, the account's and the file's name.
package enum Language: String, CaseIterable, Hashable, Sendable {
    case german = "de"
    case english = "en"
    /// Leichte Sprache: fixed texts written on their own; everything else is said in German.
    case simple = "de-simple"

    /// The value of `lang`. `simple` is a registered variant, screen readers fall back to `de`.
    package var htmlTag: String { rawValue }

    /// Whose phrases stand in where this language has none of its own.
    var fallback: Language? { self == .simple ? .german : nil }

    /// German or English, whichever a browser's `Accept-Language` ranks higher; German when it names neither.
    ///
    /// Source: RFC 9110, section 12.5.4. Entries that do not follow it are passed over.
    package static func preferred(acceptLanguage: String) -> Language {
        var best = (language: german, quality: 0)
        for entry in acceptLanguage.split(separator: ",") {
            let parts = entry.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let tag = parts.first?.split(separator: "-").first?.lowercased(),
                let language = tag == "*" ? german : [german, english].first(where: { $0.rawValue == tag }),
                let quality = quality(parts.dropFirst()), quality > best.quality
            else { continue }
            best = (language, quality)
        }
        return best.language
    }

    /// `q=0.8` in thousandths; 1000 when there is no `q`; nil when it is not a number from 0 to 1.
    private static func quality(_ parameters: ArraySlice<String>) -> Int? {
        guard let weight = parameters.first(where: { $0.lowercased().hasPrefix("q=") })?.dropFirst(2) else {
            return 1000
        }
        let halves = weight.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = halves.count == 2 ? halves[1] : ""
        guard decimals.utf8.count <= 3, decimals.utf8.allSatisfy({ (48...57).contains($0) }),
            let fraction = Int(decimals + String(repeating: "0", count: 3 - decimals.utf8.count))
        else { return nil }
        switch halves[0] {
        case "0": return fraction
        case "1": return fraction == 0 ? 1000 : nil
        default: return nil
        }
    }
}
