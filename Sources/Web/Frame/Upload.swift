import Core
import Foundation
import Hummingbird
import NIOCore

/// A form that may bring files, `multipart/form-data`, or the same fields as any other form. Source: RFC 7578.
struct Upload: Sendable {
    private let parts: [String: [UInt8]]

    /// The whole body is in memory for the time of the request: only for people whom something else has let in.
    init(_ request: Request, upTo longest: Int) async throws {
        let type = request.headers[.contentType] ?? ""
        let buffer = try await FormData.body(of: request, upTo: longest, within: 300)
        if type.lowercased().hasPrefix("multipart/form-data") {
            guard let boundary = Upload.boundary(in: type) else { throw FormRejection.unreadable }
            parts = try Upload.parts(of: Data(buffer.readableBytesView), boundary: boundary)
        } else if type.lowercased().hasPrefix("application/x-www-form-urlencoded") {
            guard let body = String(validating: buffer.readableBytesView, as: UTF8.self) else {
                throw FormRejection.unreadable
            }
            parts = try FormData(parsing: body).exactValues
        } else {
            throw FormRejection.wrongType
        }
    }

    /// The boundary of a type such as `multipart/form-data; boundary="x"`.
    static func boundary(in type: String) -> String? {
        for part in type.split(separator: ";").dropFirst() {
            let pair = part.trimmingCharacters(in: .whitespaces).split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].lowercased() == "boundary" else { continue }
            let text = pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            return (1...70).contains(text.utf8.count) ? text : nil
        }
        return nil
    }

    private static let mostParts = 20
    private static let longestHead = 4096

    static func parts(of body: Data, boundary: String) throws -> [String: [UInt8]] {
        let (delimiter, blank) = (Data("\r\n--\(boundary)".utf8), Data("\r\n\r\n".utf8))
        // The first delimiter has no line before it.
        let whole = Data("\r\n".utf8) + body
        guard var position = whole.range(of: delimiter)?.upperBound else { throw FormRejection.unreadable }
        var parts: [String: [UInt8]] = [:]
        while !whole[position...].starts(with: Data("--".utf8)) {
            let head = whole[position..<min(whole.endIndex, position + longestHead)]
            guard parts.count < mostParts, let end = head.range(of: blank),
                let next = whole.range(of: delimiter, in: end.lowerBound..<whole.endIndex),
                let name = fieldName(in: String(decoding: whole[position..<end.lowerBound], as: UTF8.self))
            else { throw FormRejection.unreadable }
            // An empty part ends where its head does.
            let content = whole[min(end.upperBound, next.lowerBound)..<next.lowerBound]
            if parts[name]?.isEmpty ?? true { parts[name] = [UInt8](content) }
            position = next.upperBound
        }
        return parts
    }

    private static func fieldName(in head: String) -> String? {
        let line = head.split(separator: "\r\n").first {
            $0.lowercased().hasPrefix("content-disposition: form-data")
        }
        guard let line, let mark = line.firstRange(of: "; name=\"") else { return nil }
        let name = line[mark.upperBound...].prefix { $0 != "\"" }
        return name.isEmpty || name.utf8.count > 100 ? nil : String(name)
    }

    /// What a field for a file or, where that is empty, the field for pasted text `<name>-text` holds; pasted text
    /// without white space around it.
    func file(_ name: String) -> [UInt8] {
        if let bytes = parts[name], !bytes.isEmpty { return bytes }
        let pasted = parts[name + "-text"] ?? []
        let isInk: (UInt8) -> Bool = { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard let first = pasted.firstIndex(where: isInk), let last = pasted.lastIndex(where: isInk) else {
            return []
        }
        return Array(pasted[first...last])
    }

    func text(_ name: String) -> String { String(decoding: parts[name] ?? [], as: UTF8.self) }
}

extension PageContext {
    /// Reads a form with files and checks that it comes from a page of this session.
    func upload(_ request: Request, upTo longest: Int) async throws -> Upload {
        let upload = try await Upload(request, upTo: longest)
        if person != nil, !accepts(formToken: upload.text("token")) { throw FormRejection.wrongToken }
        return upload
    }
}
