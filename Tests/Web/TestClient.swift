import Core
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Logging
import NIOCore
import Phrases
import Postgres
import Secrets
import Support
import Synchronization
import Web

/// The words of the house, read once.
private let catalogue = Result { try Catalogue(directory: checkout + "/Resources/phrases") }

/// A browser without a socket: asks the site's router directly and keeps cookies.
final class TestClient: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let text: String

        var location: String? { headers[.location] }
    }

    let site: Site
    private let responder: any HTTPResponder<PageContext>
    private let cookies = Mutex<[String: String]>([:])

    private init(_ site: Site) {
        self.site = site
        responder = site.router().buildResponder()
    }

    /// A client of the running suite's database, at `t0` unless `clock` says otherwise.
    static func make(
        settings: SiteSettings = SiteSettings(address: "http://127.0.0.1:8080", quickPasswords: true),
        policy: String = "log example\n", clock: @escaping @Sendable () -> Instant = { t0 }
    ) async throws -> TestClient {
        let site = try Site(
            database: TestDatabase.inUse().web,
            catalogue: catalogue.get(),
            settings: settings, resources: checkout + "/Resources", policy: policy, clock: clock,
            report: { print($0) })
        try await site.refresh()
        return TestClient(site)
    }

    /// Opens a session for the person without a password.
    func signIn(_ person: Person) async throws {
        let token = Token.draw()
        try await site.database.transaction { [now = site.clock()] db in
            try db.openSession(tokenHash: token.hash, for: person.id, on: now.day)
        }
        cookies.withLock { $0["session"] = token.text }
    }

    func get(
        _ path: String, _ headers: HTTPFields = [:], host: String = "127.0.0.1:8080"
    ) async throws -> Answer {
        try await send(.get, path, body: nil, headers, host: host)
    }

    /// Sends a form from a page of ours, with the session's token unless `form` brings one.
    func post(_ path: String, _ form: [String: String] = [:]) async throws -> Answer {
        var form = form
        if form["token"] == nil, cookies.withLock({ $0["session"] }) != nil {
            form["token"] = try await token()
        }
        let body = form.map { "\(TestClient.encoded($0))=\(TestClient.encoded($1))" }.joined(separator: "&")
        return try await send(.post, path, body: body)
    }

    func token() async throws -> String {
        let page = try await get("/account").text
        let rest = page.components(separatedBy: #"name="token" value=""#).dropFirst().first ?? ""
        return String(rest.prefix { $0 != "\"" })
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, body: String?, _ headers: HTTPFields = [:],
        type: String = "application/x-www-form-urlencoded", host: String = "127.0.0.1:8080"
    ) async throws -> Answer {
        var head = HTTPRequest(
            method: method, scheme: "http", authority: host, path: path, headerFields: headers)
        let sent = cookies.withLock { $0.map { "\($0)=\($1)" }.joined(separator: "; ") }
        if !sent.isEmpty { head.headerFields[.cookie] = sent }
        if body != nil {
            head.headerFields[.origin] = "http://127.0.0.1:8080"
            head.headerFields[.contentType] = type
        }
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: body ?? "")))
        let response = try await responder.respond(to: request, context: PageContext(source: TestSource()))
        for cookie in response.headers[values: .setCookie] {
            let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1).map(String.init)
            cookies.withLock { $0[pair[0]] = pair.count > 1 ? pair[1] : nil }
        }
        let collected = Collected()
        try await response.body.write(CollectingWriter(collected: collected))
        return Answer(status: response.status.code, headers: response.headers, text: collected.text)
    }
}

private struct TestSource: PageContextSource {
    var logger: Logger { Logger(label: "test") }
    var remoteAddress: String? { nil }
}

private final class Collected: Sendable {
    private let buffer = Mutex(ByteBuffer())

    var text: String { buffer.withLock { String(buffer: $0) } }

    func add(_ part: ByteBuffer) { buffer.withLock { _ = $0.writeImmutableBuffer(part) } }
}

private struct CollectingWriter: ResponseBodyWriter {
    let collected: Collected

    mutating func write(_ buffer: ByteBuffer) async throws { collected.add(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
