import Core
import Foundation
import Phrases
import Testing

private let catalogue = Result {
    try Catalogue(directory: #filePath.components(separatedBy: "/Tests/")[0] + "/Resources/phrases")
}

/// The catalogue in `Resources/phrases`, read in place, once.
func house() throws -> Catalogue { try catalogue.get() }

@Suite("The phrases of the house")
struct ResourceTests {
    @Test("are the same keys in German and English")
    func complete() throws {
        let (german, english) = (try house().keys(of: .german), try house().keys(of: .english))
        #expect(german.subtracting(english).sorted() == [])
        #expect(english.subtracting(german).sorted() == [])
    }

    @Test("have the same places in German and English, apart from formats and the count of one")
    func samePlaces() throws {
        let catalogue = try house()
        for key in catalogue.keys(of: .german) where !key.hasPrefix("format.") {
            let implied: Set<String> = key.hasSuffix(".one") ? ["count"] : []
            let (german, english) = (
                catalogue.places(of: key, in: .german), catalogue.places(of: key, in: .english)
            )
            #expect(german?.union(implied) == english?.union(implied), "\(key)")
        }
    }

    @Test("have a branch for the others wherever they have one for one", arguments: Language.allCases)
    func branches(language: Language) throws {
        let keys = try house().keys(of: language)
        let lonely = keys.filter { $0.hasSuffix(".one") && !keys.contains($0.dropLast(4) + ".other") }
        #expect(lonely.sorted() == [])
    }

    @Test("in Leichte Sprache replace German ones and add no places")
    func simple() throws {
        let catalogue = try house()
        for key in catalogue.keys(of: .simple) {
            let german = try #require(catalogue.places(of: key, in: .german), "\(key) is not in de.txt")
            #expect(catalogue.places(of: key, in: .simple)?.isSubset(of: german) == true, "\(key)")
        }
    }

    @Test("have words for what every slice refuses", arguments: Language.allCases)
    func refusals(language: Language) throws {
        let phrases = try house()[language]
        let rejections: [GeneralRejection] = [.notFound, .notAllowed, .notNow, .signInFirst, .tooMany]
        #expect(rejections.map(\.phrase).filter { !phrases.has($0) } == [])
    }
}
