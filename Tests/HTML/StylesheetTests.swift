import Foundation
import Testing

/// The tokens of `Resources/public/style.css`, light and dark.
private struct Stylesheet {
    let text: String
    let light: [String: String]
    let dark: [String: String]

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        text = try String(contentsOf: root.appending(path: "Resources/public/style.css"), encoding: .utf8)
        let split = text.range(of: "@media (prefers-color-scheme: dark)")?.lowerBound ?? text.endIndex
        light = Stylesheet.tokens(text[..<split])
        let own = Stylesheet.tokens(text[split...].prefix { $0 != "*" })
        dark = light.merging(own) { $1 }
    }

    private static func tokens(_ text: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for match in text.matches(of: #/--([a-z0-9-]+): #([0-9a-f]{6});/#) {
            found[String(match.1), default: String(match.2)] = String(match.2)
        }
        return found
    }
}

/// Contrast in thousandths: 4500 is 4.5 : 1. Source: WCAG 2.2, relative luminance.
private func contrast(_ a: String, _ b: String) -> Int {
    func luminance(_ hex: String) -> Double {
        let number = Int(hex, radix: 16) ?? 0
        let parts = [number >> 16, number >> 8 & 255, number & 255].map { value in
            let share = Double(value) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let both = [luminance(a), luminance(b)].sorted()
    return Int((both[1] + 0.05) / (both[0] + 0.05) * 1000)
}

@Suite("The stylesheet")
struct StylesheetTests {
    @Test(
        "sets every text seven to one against its ground, by day and by night",
        arguments: [
            ("ink", "paper"), ("ink", "wash"), ("soft", "paper"), ("soft", "wash"), ("accent", "paper"),
            ("accent", "wash"), ("accent-ink", "accent"), ("band-ink", "band"), ("sun-ink", "sun"),
            ("info", "info-wash"), ("success", "success-wash"), ("warning", "warning-wash"),
            ("danger", "danger-wash"),
            ("danger", "paper"), ("ink", "info-wash"), ("ink", "success-wash"), ("ink", "warning-wash"),
            ("ink", "danger-wash"),
        ])
    func text(ink: String, ground: String) throws {
        let sheet = try Stylesheet()
        for tokens in [sheet.light, sheet.dark] {
            let pair = (try #require(tokens[ink]), try #require(tokens[ground]))
            #expect(contrast(pair.0, pair.1) >= 7000, "\(pair)")
        }
    }

    @Test(
        "sets links and soft words on tints at least four and a half to one",
        arguments: [
            ("accent", "info-wash"), ("accent", "success-wash"), ("accent", "warning-wash"),
            ("accent", "danger-wash"),
            ("soft", "success-wash"), ("soft", "info-wash"), ("sun", "band"),
        ])
    func links(ink: String, ground: String) throws {
        let sheet = try Stylesheet()
        for tokens in [sheet.light, sheet.dark] {
            let pair = (try #require(tokens[ink]), try #require(tokens[ground]))
            #expect(contrast(pair.0, pair.1) >= 4500, "\(pair)")
        }
    }

    @Test(
        "draws controls, bars and the focus ring three to one",
        arguments: [
            ("edge", "paper"), ("edge", "wash"), ("bar", "paper"), ("focus", "paper"), ("focus", "wash"),
            ("focus", "success-wash"),
        ])
    func controls(ink: String, ground: String) throws {
        let sheet = try Stylesheet()
        for tokens in [sheet.light, sheet.dark] {
            let pair = (try #require(tokens[ink]), try #require(tokens[ground]))
            #expect(contrast(pair.0, pair.1) >= 3000, "\(pair)")
        }
    }

    @Test("uses only tokens it defines, loads nothing, and keeps its braces paired")
    func closed() throws {
        let sheet = try Stylesheet()
        let defined = Set(sheet.text.matches(of: #/(--[a-z0-9-]+):/#).map { String($0.1) })
        let used = Set(sheet.text.matches(of: #/var\((--[a-z0-9-]+)/#).map { String($0.1) })
        #expect(used.subtracting(defined).isEmpty)
        #expect(!sheet.text.contains("url(") && !sheet.text.contains("@import"))
        #expect(sheet.text.filter { $0 == "{" }.count == sheet.text.filter { $0 == "}" }.count)
        #expect(sheet.text.utf8.count < 36_000)
    }
}
