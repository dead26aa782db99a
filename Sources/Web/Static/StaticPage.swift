import HTML

/// The fixed pages of the footer. Their words stand in the phrases under `static.<name>.…`.
enum StaticPage: String, CaseIterable, Sendable {
    case guide, rules, easy, accessibility
    case openData = "open-data"
    case privacy, imprint

    var link: Link {
        switch self {
        case .guide: "/guide"
        case .rules: "/rules"
        case .easy: "/easy"
        case .accessibility: "/accessibility"
        case .openData: "/open-data"
        case .privacy: "/privacy"
        case .imprint: "/imprint"
        }
    }

    /// Where the link at the end of a section leads.
    func link(ofSection number: Int) -> Link? {
        switch (self, number) {
        case (.guide, 1): .proposals
        case (.guide, 2): StaticPage.rules.link
        case (.guide, 5): .log
        case (.rules, 3), (.easy, 6), (.accessibility, 3): .barrierReport
        case (.easy, 2): .register
        case (.easy, 3): .proposals
        case (.accessibility, 1): StaticPage.easy.link
        case (.openData, 2): .log
        default: nil
        }
    }
}

extension Link {
    static let barrierReport: Link = "/report/barrier"
}
