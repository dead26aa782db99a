import Core
import Foundation
import Transfer

/// What a kept mail says.
package struct KeptMail: Sendable {
    package let recipient: String
    package let subject: String
    package let body: String
}

/// A folder that keeps mail as `.eml` files instead of sending it.
package struct MailFolder: Sendable {
    private let path: String

    package init(_ path: String) { self.path = path }

    /// Writes the message whole or not at all; the same message again takes the place of the first.
    func keep(_ message: MailMessage) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let time = message.writtenAt.iso8601.replacing(":", with: "")
        let url = URL(fileURLWithPath: "\(path)/\(time)-\(message.id).eml")
        try Data(message.bytes).write(to: url, options: .atomic)
    }

    /// The names of the newest mails, newest first.
    package func names(limit: Int) throws -> [String] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".eml") }
        return Array(names.sorted(by: >).prefix(limit))
    }

    /// What a mail says; nil if there is none of that name.
    package func mail(_ name: String) -> KeptMail? {
        guard name.hasSuffix(".eml"), !name.contains("/"), !name.hasPrefix("."),
            let data = FileManager.default.contents(atPath: path + "/" + name)
        else { return nil }
        return MailText(Array(data)).map {
            KeptMail(recipient: $0.recipient, subject: $0.subject, body: $0.body)
        }
    }
}
