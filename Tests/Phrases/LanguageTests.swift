import Phrases
import Testing

@Suite("The language a browser asks for")
struct LanguageTests {
    @Test(
        "is German or English, whichever ranks higher",
        arguments: [
            (header: "", language: Language.german),
            ("de", .german),
            ("en", .english),
            ("EN-gb", .english),
            ("en-US,en;q=0.9,de;q=0.8", .english),
            ("de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", .german),
            ("en;q=0.4, de;q=0.5", .german),
            ("en ; q = 0.6, de;q=0.5", .english),
            ("tr,ar;q=0.9", .german),
            ("tr,en;q=0.1", .english),
            ("de;q=0,en;q=0.1", .english),
            ("en;q=0", .german),
            ("*,en;q=0.9", .german),
            ("de-simple,en;q=0.5", .german),
            ("en;q=1.5,de;q=0.1", .german),
            ("en;q=abc,de;q=0.1", .german),
            ("en;q=-1", .german),
            ("en;q=1.000", .english),
            ("eng, denmark", .german),
            (";;;,,,q=1;-", .german),
        ])
    func preferred(header: String, language: Language) {
        #expect(Language.preferred(acceptLanguage: header) == language)
    }

    @Test("is tagged in HTML as its cookie is named")
    func tags() {
        #expect(Language.allCases.map(\.htmlTag) == ["de", "en", "de-simple"])
        #expect(Language(rawValue: "tr") == nil)
    }
}
