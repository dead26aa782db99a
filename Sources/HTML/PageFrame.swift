/// A whole document around one page's content.
package struct PageFrame: Sendable {
    package var language: String
    package var title: String
    package var town: String
    package var home: Link
    package var stylesheet: Link
    package var icon: Link
    package var words: FrameWords
    package var navigation: HTML
    package var languages: LanguageSwitch
    package var search: SearchSlot?
    package var visitor: Visitor?
    package var banner: HTML?
    package var breadcrumb: Breadcrumb?
    package var footer: HTML
    package var log: HTML
    package var address: String
    package var code: QRCode?
    package var checkpoint: (text: String, code: QRCode)?
    package var scripts: [Link]
    package var head: HTML
    package var main: HTML

    /// - Parameters:
    ///   - title: the document's, unique; on a form with errors begin it with "Fehler: ".
    ///   - navigation, footer: lists of links, the same on many pages.
    ///   - banner: stands on top of every page, such as "Dies ist eine Vorführung".
    ///   - log: the last checkpoint and its age.
    ///   - address: the page's full address, printed at its end with its code.
    ///   - code: the same for a camera.
    ///   - checkpoint: the log's newest signed state, printed on what people keep.
    ///   - scripts: make the page more comfortable once it is read.
    ///   - head: more for the `<head>`, such as a feed.
    package init(
        language: String, title: String, town: String, home: Link, stylesheet: Link, icon: Link,
        words: FrameWords,
        navigation: HTML, languages: LanguageSwitch, search: SearchSlot? = nil,
        visitor: Visitor? = nil,
        banner: HTML? = nil, breadcrumb: Breadcrumb? = nil, footer: HTML, log: HTML,
        address: String, code: QRCode?, checkpoint: (text: String, code: QRCode)? = nil,
        scripts: [Link] = [], head: HTML = "", main: HTML
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
        self.code = code
        self.checkpoint = checkpoint
        self.scripts = scripts
        self.head = head
        self.main = main
    }

    /// The document.
    ///
    /// - Parameter weight: the page's size as a sentence ("Diese Seite: 14 kB"), known only after rendering.
    package func html(weight: String) -> HTML {
        """
        <!doctype html>
        <html lang="\(language)"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) – \(town)</title>
        <link rel="stylesheet" href="\(stylesheet)">\
        <link rel="icon" type="image/svg+xml" href="\(icon)">\
        \(scripts.map { #"<script src="\#($0)" defer></script>"# as HTML })\(head)</head>
        <body><a class="skip" href="#main">\(words.skip)</a>
        \(header)
        <div class="wrap">\(breadcrumb)<main id="main" tabindex="-1">
        \(main)</main></div>
        <footer class="foot"><div class="wrap">\
        <nav aria-label="\(words.footer)">\(footer)</nav>
        <p>\(log)</p><p>\(weight)</p>
        <div class="printed">\(code?.svg(label: words.address))\
        <p>\(words.address):<br>\(address)</p></div>\(seal)
        </div></footer></body></html>

        """
    }

    private var seal: HTML? {
        checkpoint.map {
            """
            <div class="printed">\($0.code.svg(label: words.checkpoint))\
            <p>\(words.checkpoint):</p><pre>\($0.text)</pre></div>
            """
        }
    }

    private var header: HTML {
        """
        <header>\(banner.map { #"<div class="banner"><div class="wrap">\#($0)</div></div>"# as HTML })\
        <div class="band"><div class="wrap">
        <a class="town" href="\(home)">\(PageFrame.mark)\(town)</a>
        \(visitor?.html)\(languages.html(label: words.language))
        <details class="menu"><summary>\(words.menu)</summary>\
        <nav aria-label="\(words.navigation)">\(navigation)</nav>\
        \(search?.html)</details>
        </div></div></header>

        """
    }

    /// Two voices that meet: the sign of the platform.
    static let mark: HTML = """
        <svg class="mark" viewBox="0 0 40 40" aria-hidden="true"><path class="sun" \
        d="M20 3a17 17 0 1 1-9.5 31.1L4 36l1.9-6.9A17 17 0 0 1 20 3z"/>\
        <path class="tick" d="m12 20.5 6 6L29 14"/></svg>
        """
}
