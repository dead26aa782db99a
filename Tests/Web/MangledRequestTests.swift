import Chance
import Core
import Foundation
import HTTPTypes
import Support
import Testing
import Web

@Suite("Mangled requests", .withServer, .database)
struct MangledRequestTests {
    /// Forms that are right before they are mangled, with placeholders that the run fills in.
    private static let forms: [(path: String, body: String)] = [
        ("/register", "name=Eva&email=eva%40example.org&password=ein+langes+passwort"),
        ("/register/confirm", "email=eva%40example.org&code=123456"),
        ("/sign-in", "email=eva%40example.org&password=x"),
        ("/password", "email=eva%40example.org"),
        ("/password/new", "email=a%40b.cd&code=123456&password=ein+langes+passwort"),
        ("/language", "language=en&path=%2Fproposals"),
        ("/proposals/new", "process=1&title=T&text=T&once=&initiator-1=A&initiator-kind-1=group"),
        ("/proposals/1/support", ""), ("/proposals/1/support/withdraw", ""), ("/proposals/1/withdraw", ""),
        ("/account/consent", "consent=1&next=%2F"),
        ("/account/password", "old=x&password=ein+langes+passwort"),
        ("/account/proposals/1/edit", "title=T&text=T"), ("/account/proposals/1/publish", ""),
        ("/account/invitation", "invitation=x"),
        ("/report/barrier", "words=W&email=a%40b.cd"),
        ("/administration/processes/new", "title=T&summary=S&threshold=3"),
    ]
    private static let pages = [
        "/", "/proposals", "/proposals?before=20", "/proposals/1", "/processes/1", "/log", "/log/1",
        "/log?leaf=00", "/invitation/x",
        "/public/style.css", "/account", "/account/proposals/1", "/proposals?district=400",
        "/sign-in?next=%2F", "/elections", "/elections/1",
        "/moderation", "/administration", "/feeds/proposals",
    ]

    @Test("never end in a fault and never show what is inside")
    func fuzz() async throws {
        let cast = try await Cast.shared()
        let stranger = try await TestClient.make()
        let citizen = try await TestClient.make()
        try await citizen.signIn(cast.alice)
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed)
        let token = try await citizen.token()
        for round in 0..<Tier.current.mangledRequests {
            let client = round.isMultiple(of: 2) ? stranger : citizen
            let answer: TestClient.Answer
            if random.next() % 3 == 0 {
                let page = Self.pages[Int(random.next() % UInt64(Self.pages.count))]
                answer = try await client.send(.get, mangled(page, &random), body: nil)
            } else {
                let form = Self.forms[Int(random.next() % UInt64(Self.forms.count))]
                let path = random.next() % 4 == 0 ? mangled(form.path, &random) : form.path
                answer = try await client.send(
                    .post, path, body: mangled(form.body + "&token=\(token)", &random))
            }
            #expect(answer.status != 500, "seed \(seed), round \(round)")
            for word in ["SELECT ", "sqlstate", "Sources/", "fault ", "constraint", "libpq", "Error("] {
                #expect(!answer.text.contains(word), "seed \(seed), round \(round): \(word)")
            }
            if answer.status == 500 { return }
        }
    }

    /// Bytes exchanged, dropped, doubled, percent signs cut, other scripts' digits, NULs, and very long parts.
    private func mangled(_ text: String, _ random: inout SeededRandom) -> String {
        let splinters = [
            "%00", "%", "%ff", "%C3%28", "%ED%A0%80", "'", "\"", "<script>", "-1", "99999999999999999999",
            "٣", "０", "&&", "==", "%0d%0aX:1",
            "../", "%2e%2e%2f", "\u{202E}", String(repeating: "a", count: 3000), "null", "true", "1e9",
            "%F0%9F%98%80", ";", "--", "$1",
        ]
        var bytes = Array(text.unicodeScalars.map { Character($0) })
        for _ in 0...Int(random.next() % 3) {
            let place = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
            switch random.next() % 4 {
            case 0 where !bytes.isEmpty && place > 0: bytes.remove(at: place)
            case 1 where !bytes.isEmpty: bytes.insert(bytes[place], at: place)
            default:
                let splinter = splinters[Int(random.next() % UInt64(splinters.count))]
                bytes.insert(contentsOf: Array(splinter), at: max(place, min(1, bytes.count)))
            }
        }
        return String(bytes)
    }
}
