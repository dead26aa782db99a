import AuditLog
import Core
import HTML
import HTTPTypes
import Hummingbird
import Identity
import Phrases

/// The parts of the site that the main navigation names.
enum Section: String, Sendable, CaseIterable {
    case processes, proposals, elections, log

    var link: Link {
        switch self {
        case .processes: "/"
        case .proposals: .proposals
        case .elections: .elections
        case .log: .log
        }
    }
}

/// A script of `Resources/public`.
enum PageScript: String, Sendable, CaseIterable {
    case ballot, receipt, verify
}

/// One page before its frame is put around it.
struct Page: Sendable {
    var title: String
    var main: HTML
    var status: HTTPResponse.Status = .ok
    var section: Section?
    var breadcrumb: Breadcrumb?
    /// A form came back with something wrong: the title says so first.
    var hasProblems = false
    var head: HTML = ""
    /// Scripts in `Resources/public` that the page brings, and its policy lets in.
    var scripts: [PageScript] = []
    /// Scripts of the voting booth, before those.
    var booth: [BoothScript] = []
    /// Whether a script of the page asks our own server.
    var asksServer = false
    /// Holds a secret of its reader: only the booth's scripts run, and nothing can be sent.
    var isSealed = false
    /// Says what the person just did: not kept by any cache and not put into the history of the back button.
    var isPrivate = false
    /// Its address is a secret: no paper and no code of its own bears it.
    var hasSecretAddress = false
    /// People print and keep it: the log's newest signed state is printed at its end.
    var isKept = false

    init(_ title: String, section: Section? = nil, breadcrumb: Breadcrumb? = nil, _ main: HTML) {
        self.title = title
        self.section = section
        self.breadcrumb = breadcrumb
        self.main = main
    }

    /// The same page as one that people print and keep.
    var kept: Page {
        var page = self
        page.isKept = true
        return page
    }

    /// The same page as the answer to a form that could not be taken.
    func refused(_ status: HTTPResponse.Status = .unprocessableContent) -> Page {
        var page = self
        page.status = status
        page.hasProblems = true
        return page
    }
}

extension Site {
    func phrases(_ context: PageContext) -> Phrases { catalogue[context.language] }

    /// The answer to a request: the page in its frame.
    func respond(_ page: Page, _ context: PageContext) -> Response {
        var bytes = frame(page, context).html(weight: Site.weightMark).bytes
        replaceWeight(in: &bytes, phrases(context))
        var response = Response.of(bytes, "text/html; charset=utf-8", status: page.status, context)
        response.headers[.cacheControl] =
            context.person == nil && !page.isPrivate ? "private, no-cache" : "no-store"
        if page.isSealed {
            response.headers[.contentSecurityPolicy] =
                SealedPolicy(
                    address: settings.address, host: context.host, assets: assets,
                    forms: [Site.languageForm, Site.signOutForm]
                ).text
        } else if !page.scripts.isEmpty || !page.booth.isEmpty {
            let asks = page.asksServer ? "; connect-src 'self'" : ""
            response.headers[.contentSecurityPolicy] = FrameMiddleware.policy + "; script-src 'self'" + asks
        }
        response.headers[.vary] = "Cookie, Accept-Language, Accept-Encoding"
        return response
    }

    /// Where the forms lead that stand on every page.
    private static let languageForm: Link = "/language"
    private static let signOutForm: Link = "/sign-out"

    private static let weightMark = "\u{2045}kB\u{2046}"

    /// The size is known only after rendering; the mark stands near the end.
    private func replaceWeight(in bytes: inout [UInt8], _ words: Phrases) {
        let mark = Array(Site.weightMark.utf8)
        guard var start = bytes.lastIndex(of: mark[0]) else { return }
        while start > 0, !bytes[start...].starts(with: mark) {
            guard let earlier = bytes[..<start].lastIndex(of: mark[0]) else { return }
            start = earlier
        }
        let kilobytes = (bytes.count + 512) / 1024
        let sentence = words("frame.weight", ["size": words.number(max(1, kilobytes))])
        bytes.replaceSubrange(start..<start + mark.count, with: sentence.utf8)
    }

    private func frame(_ page: Page, _ context: PageContext) -> PageFrame {
        let words = phrases(context)
        let facts = state.current
        let token = context.formToken
        let texts = frames[words.language] ?? FrameTexts(words)
        let address = page.hasSecretAddress ? settings.address : settings.address + context.path
        return PageFrame(
            language: words.language.htmlTag,
            title: page.hasProblems ? words("frame.error-title", ["title": page.title]) : page.title,
            town: facts.townName, home: "/", stylesheet: assets.stylesheet, icon: assets.icon,
            words: texts.words, navigation: texts.navigation(at: page.section),
            languages: LanguageSwitch(
                action: Site.languageForm, path: context.path, token: token, current: words.language.rawValue,
                texts.languages),
            visitor: visitor(context, words, token),
            banner: facts.isDemo ? HTML(text: words("frame.demo")) : nil, breadcrumb: page.breadcrumb,
            footer: texts.footer, log: facts.logLines[words.language] ?? HTML(),
            address: address, code: codes[address],
            checkpoint: page.isKept
                ? facts.head.flatMap { head in codes[head.checkpoint].map { (head.checkpoint, $0) } } : nil,
            scripts: page.booth.map(assets.booth.link) + page.scripts.compactMap { assets.scripts[$0] },
            head: page.head, main: page.main)
    }

    private func visitor(_ context: PageContext, _ words: Phrases, _ token: String?) -> Visitor {
        guard let person = context.person else {
            return .stranger(signIn: NavigationItem(words("frame.sign-in"), .signIn))
        }
        var menu = [
            NavigationItem(words("account.title"), .account),
            NavigationItem(words("own.title"), .ownProposals),
            NavigationItem(words("inbox.title"), .inbox),
            NavigationItem(words("own-log.title"), .ownLog),
        ]
        if person.roles.contains(.counter) {
            menu.append(NavigationItem(words("paper.title"), .paperDesk))
        }
        if person.roles.contains(.moderation) {
            menu.append(NavigationItem(words("moderation.title"), .moderation))
        }
        if person.roles.contains(.administration) {
            menu.append(NavigationItem(words("administration.title"), .administration))
        }
        return .person(
            name: person.name, menu: menu,
            signOut: FormButton(
                words("frame.sign-out"), action: Site.signOutForm, token: token, style: .quiet))
    }
}
