import Core
import Foundation
import Hummingbird
import NIOCore

/// What a person sent with a form: names to values, as text.
struct FormData: Sendable {
    private let values: [String: [String]]

    /// Reads `application/x-www-form-urlencoded`. Bytes that are not UTF-8 and control characters are refused.
    init(parsing body: String) throws {
        var values: [String: [String]] = [:]
        for pair in body.split(separator: "&", omittingEmptySubsequences: true) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormData.decoded(parts[0]),
                let value = FormData.decoded(parts.count > 1 ? parts[1] : "")
            else { throw FormRejection.unreadable }
            values[name, default: []].append(value)
            guard values.count <= 500 else { throw FormRejection.unreadable }
        }
        self.values = values
    }

    /// Reads the body of a request, up to `PageContext.longestBody` bytes.
    init(_ request: Request) async throws {
        guard
            request.headers[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") ?? true
        else {
            throw FormRejection.wrongType
        }
        let buffer = try await FormData.body(of: request)
        guard let body = String(validating: buffer.readableBytesView, as: UTF8.self) else {
            throw FormRejection.unreadable
        }
        try self.init(parsing: body)
    }

    /// The whole body. One announced too large is refused before a byte of it is read, one that trickles in is cut off.
    static func body(
        of request: Request, upTo longest: Int = PageContext.longestBody, within seconds: Int = 20
    ) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > longest {
            throw HTTPError(.contentTooLarge)
        }
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask {
                var request = request
                do {
                    return try await request.collectBody(upTo: longest)
                } catch is NIOTooManyBytesError {
                    throw HTTPError(.contentTooLarge)
                } catch let error where !(error is CancellationError) {
                    // Whoever sent it went away in the middle: no fault of ours.
                    throw HTTPError(.badRequest)
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw HTTPError(.requestTimeout)
            }
            defer { group.cancelAll() }
            guard let buffer = try await group.next() else { throw HTTPError(.badRequest) }
            return buffer
        }
    }

    private static func decoded(_ text: Substring) -> String? {
        guard let plain = text.replacing("+", with: "%20").removingPercentEncoding else { return nil }
        let unified = plain.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let isPlain = unified.unicodeScalars.allSatisfy {
            $0.value >= 32 && $0.value != 127 || $0 == "\n" || $0 == "\t"
        }
        return isPlain ? unified : nil
    }

    /// The value without white space around it; empty if it was not sent.
    func text(_ name: String) -> String {
        (values[name]?.first ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
            .precomposedStringWithCanonicalMapping
    }

    /// The value as it was sent, for passwords.
    func exact(_ name: String) -> String { values[name]?.first ?? "" }

    /// The first value of each name as bytes, as they were sent.
    var exactValues: [String: [UInt8]] { values.compactMapValues { $0.first.map { Array($0.utf8) } } }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    func isTicked(_ name: String) -> Bool { values[name]?.first == "1" }

    func uuid(_ name: String) -> UUID? { UUID(uuidString: text(name)) }

    /// A whole number in plain ASCII digits, without sign or leading zeros.
    func number(_ name: String) -> Int? {
        let text = text(name)
        guard let number = Int(text), number >= 0, String(number) == text else { return nil }
        return number
    }
}

/// A body that no form of ours sends.
enum FormRejection: String, Rejection {
    case unreadable = "form.unreadable"
    case wrongType = "form.wrong-type"
    case wrongOrigin = "form.wrong-origin"
    case wrongToken = "form.wrong-token"

    var kind: RejectionKind { self == .unreadable || self == .wrongType ? .invalid : .forbidden }
}
