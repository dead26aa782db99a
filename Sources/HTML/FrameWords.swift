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
    /// "Unterschriebener Stand des Protokolls"
    package var checkpoint: String

    package init(
        skip: String, menu: String, navigation: String, language: String, footer: String, address: String,
        checkpoint: String
    ) {
        self.skip = skip
        self.menu = menu
        self.navigation = navigation
        self.language = language
        self.footer = footer
        self.address = address
        self.checkpoint = checkpoint
    }
}
