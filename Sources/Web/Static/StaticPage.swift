import HTML

/// The fixed pages of the footer. Their words stand in the phrases under `static.<name>.…`.
enum StaticPage: String, CaseIterable, Sendable {
    case guide, rules, accessibility, privacy, imprint

    var link: Link {
        switch self {
        case .guide: "/guide"
        case .rules: "/rules"
        case .accessibility: "/accessibility"
        case .privacy: "/privacy"
        case .imprint: "/imprint"
        }
    }
}
