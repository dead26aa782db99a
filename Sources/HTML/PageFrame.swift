/// The words of the frame in the reader's language.
package struct FrameWords: Sendable {
    /// "Zum Inhalt"
    package var skip: String
    /// "Menü"
    package var menu: String
    /// "Hauptnavigation"
    package var navigation: String
    /// "Sprache"
    package var language: String
    /// "Über diese Seite"
    package var footer: String
    /// "Diese Seite im Netz"
    package var address: String

    package init(
        skip: String, menu: String, navigation: String, language: String, footer: String, address: String
    ) {
        self.skip = skip
        self.menu = menu
        self.navigation = navigation
        self.language = language
        self.footer = footer
        self.address = address
    }
}

/// A link of the main navigation, the footer or a person's menu.
package struct NavigationItem: Sendable {
    let title: String
    let link: Link
    let isCurrent: Bool

    package init(_ title: String, _ link: Link, isCurrent: Bool = false) {
        self.title = title
        self.link = link
        self.isCurrent = isCurrent
    }

    fileprivate var listItem: HTML {
        #"<li><a href="\#(link)"\#(if: isCurrent, #" aria-current="page""#)>\#(title)</a></li>"#
    }
}

/// One form with a button per language. It sends `language`, `path` (where to come back to) and `token`.
package struct LanguageSwitch: Sendable {
    package struct Language: Sendable {
        let code: String
        let name: String

        /// - Parameters:
        ///   - code: as in `lang` ("de", "en", "de-simple").
        ///   - name: in the language itself.
        package init(_ code: String, _ name: String) {
            self.code = code
            self.name = name
        }
    }

    let action: Link
    let path: String
    let token: String?
    let current: String
    let languages: [Language]

    package init(action: Link, path: String, token: String?, current: String, _ languages: [Language]) {
        self.action = action
        self.path = path
        self.token = token
        self.current = current
        self.languages = languages
    }

    fileprivate func html(label: String) -> HTML {
        """
        <form class="languages" method="post" action="\(action)" aria-label="\(label)">\
        \(HiddenField.token(token))\(HiddenField("path", path))\(languages.map(button))</form>
        """
    }

    private func button(_ language: Language) -> HTML {
        """
        <button type="submit" name="language" value="\(language.code)" lang="\(language.code)"\
        \(if: language.code == current, #" aria-current="true""#)>\(language.name)</button>
        """
    }
}

/// The search field of the frame: a GET form that sends `q`.
package struct SearchSlot: Sendable {
    let action: Link
    let label: String
    let button: String
    let query: String

    package init(action: Link, label: String, button: String, query: String = "") {
        self.action = action
        self.label = label
        self.button = button
        self.query = query
    }

    fileprivate var html: HTML {
        """
        <form class="search" method="get" action="\(action)" role="search">\
        <input type="search" name="q" value="\(query)" aria-label="\(label)" placeholder="\(label)" maxlength="200">\
        <button type="submit">\(button)</button></form>
        """
    }
}

/// Who looks at the page.
package enum Visitor: Sendable {
    case stranger(signIn: NavigationItem)
    /// A signed-in person: the name, the links of the menu, and the button that signs out.
    case person(name: String, menu: [NavigationItem], signOut: FormButton)

    fileprivate var html: HTML {
        switch self {
        case .stranger(let signIn): #"<a class="visitor" href="\#(signIn.link)">\#(signIn.title)</a>"#
        case .person(let name, let menu, let signOut):
            """
            <details class="visitor"><summary><span>\(name)</span></summary>
            <div><ul>\(menu.map(\.listItem))</ul>\(signOut)</div></details>
            """
        }
    }
}

/// A whole document around one page's content.
package struct PageFrame: Sendable {
    package var language: String
    package var title: String
    package var town: String
    package var home: Link
    package var stylesheet: Link
    package var icon: Link
    package var words: FrameWords
    package var navigation: [NavigationItem]
    package var languages: LanguageSwitch
    package var search: SearchSlot?
    package var visitor: Visitor?
    package var banner: HTML?
    package var breadcrumb: Breadcrumb?
    package var footer: [NavigationItem]
    package var log: HTML
    package var address: String
    package var head: HTML
    package var main: HTML

    /// - Parameters:
    ///   - title: the document's, unique; on a form with errors begin it with "Fehler: ".
    ///   - banner: stands on top of every page, such as "Dies ist eine Vorführung".
    ///   - log: the last checkpoint and its age.
    ///   - address: the page's full address, printed at its end with its QR code.
    ///   - head: more for the `<head>`, such as a feed.
    package init(
        language: String, title: String, town: String, home: Link, stylesheet: Link, icon: Link,
        words: FrameWords,
        navigation: [NavigationItem], languages: LanguageSwitch, search: SearchSlot? = nil,
        visitor: Visitor? = nil,
        banner: HTML? = nil, breadcrumb: Breadcrumb? = nil, footer: [NavigationItem], log: HTML,
        address: String,
        head: HTML = "", main: HTML
    ) {
        self.language = language
        self.title = title
        self.town = town
        self.home = home
        self.stylesheet = stylesheet
        self.icon = icon
        self.words = words
        self.navigation = navigation
        self.languages = languages
        self.search = search
        self.visitor = visitor
        self.banner = banner
        self.breadcrumb = breadcrumb
        self.footer = footer
        self.log = log
        self.address = address
        self.head = head
        self.main = main
    }

    /// The document.
    ///
    /// - Parameter weight: the sentence on this page's size ("Diese Seite: 14 kB"), known only after rendering.
    package func html(weight: String) -> HTML {
        """
        <!doctype html>
        <html lang="\(language)"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) – \(town)</title>
        <link rel="stylesheet" href="\(stylesheet)"><link rel="icon" type="image/svg+xml" href="\(icon)">\(head)</head>
        <body><a class="skip" href="#main">\(words.skip)</a>
        \(header)
        <div class="wrap">\(breadcrumb)<main id="main" tabindex="-1">
        \(main)</main></div>
        <footer class="foot"><div class="wrap"><nav aria-label="\(words.footer)"><ul>\(footer.map(\.listItem))</ul></nav>
        <p>\(log)</p><p>\(weight)</p>
        <div class="printed">\(QRCode.svg(address, label: words.address))<p>\(words.address):<br>\(address)</p></div>
        </div></footer></body></html>

        """
    }

    private var header: HTML {
        """
        <header>\(banner.map { #"<div class="banner"><div class="wrap">\#($0)</div></div>"# as HTML })\
        <div class="band"><div class="wrap">
        <a class="town" href="\(home)">\(PageFrame.mark)\(town)</a>
        \(visitor?.html)\(languages.html(label: words.language))
        <details class="menu"><summary>\(words.menu)</summary>\
        <nav aria-label="\(words.navigation)"><ul>\(navigation.map(\.listItem))</ul></nav>\(search?.html)</details>
        </div></div></header>

        """
    }

    /// Two voices that meet: the sign of the platform.
    static let mark: HTML = """
        <svg class="mark" viewBox="0 0 40 40" aria-hidden="true"><path class="sun" d="M20 3a17 17 0 1 1-9.5 31.1\
        L4 36l1.9-6.9A17 17 0 0 1 20 3z"/><path class="tick" d="m12 20.5 6 6L29 14"/></svg>
        """
}
