import AuditLog
import HTML
import Phrases

/// What the frame says on every page of one language: made once, at the start.
struct FrameTexts: Sendable {
    let words: FrameWords
    let languages: [LanguageSwitch.Language]
    let footer: HTML
    private let navigation: [Section?: HTML]
    private let phrases: Phrases

    init(_ phrases: Phrases) {
        self.phrases = phrases
        words = FrameWords(
            skip: phrases("frame.skip"), menu: phrases("frame.menu"), navigation: phrases("frame.navigation"),
            language: phrases("frame.language"), footer: phrases("frame.footer"),
            address: phrases("frame.address"), checkpoint: phrases("frame.checkpoint"))
        languages = Language.allCases.map {
            LanguageSwitch.Language($0.rawValue, phrases("language.\($0.rawValue)"))
        }
        footer = NavigationItem.list(
            StaticPage.allCases.map { NavigationItem(phrases("static.\($0.rawValue).title"), $0.link) })
        navigation = (Section.allCases + [nil]).reduce(into: [:]) { lists, current in
            lists[current] = NavigationItem.list(
                Section.allCases.map {
                    NavigationItem(phrases("section.\($0.rawValue)"), $0.link, isCurrent: $0 == current)
                })
        }
    }

    func logLine(_ head: LogHead?) -> HTML {
        guard let head else { return HTML(text: phrases("frame.log-empty")) }
        let time = phrases.time(head.signedAt)
        return "<a href=\"\(Link.log)\">\(phrases.plural("frame.log", head.size, ["time": time]))</a>"
    }

    func navigation(at current: Section?) -> HTML { navigation[current] ?? HTML() }
}
