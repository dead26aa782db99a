package import Core
import HTML
package import Hummingbird
package import Identity
import NIOCore
package import Phrases

/// What is known of one request.
package struct PageContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The address the connection comes from; nil in tests without a socket.
    package let remote: String?
    /// Set by `FrameMiddleware` before any route runs.
    package var now = Instant(seconds: 0)
    package var language = Language.german
    package var person: Person?
    /// The session cookie's text; never printed.
    var sessionToken: String?
    /// The request's path with its query, for coming back after signing in.
    var path = "/"
    var acceptsGzip = false
    /// As the request names it; nil where it does not.
    var host: String?

    package init(source: some PageContextSource) {
        coreContext = .init(source: source)
        remote = source.remoteAddress
    }

    /// A form's body may have this many bytes.
    static let longestBody = 256 * 1024

    /// Who is signed in, or the refusal that leads to the sign-in page.
    func signedInPerson() throws -> Person {
        guard let person else { throw GeneralRejection.signInFirst }
        return person
    }

    /// The typed number in the path; whatever else stands there does not exist.
    func id<ID: NumberID>(_ type: ID.Type, _ name: String = "id") throws -> ID {
        guard let text = parameters.get(name), let id = ID(text: text) else {
            throw GeneralRejection.notFound
        }
        return id
    }
}

/// Where a request came from: a socket, or a test.
package protocol PageContextSource: RequestContextSource {
    var remoteAddress: String? { get }
}

extension ApplicationRequestContextSource: PageContextSource {
    package var remoteAddress: String? { channel.remoteAddress?.ipAddress }
}
