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

    func html(label: String) -> HTML {
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
