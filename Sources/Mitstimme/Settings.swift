import ArgumentParser
import Core
import Foundation
import Terminal

/// One setting: its name, what it means, and what it is if nobody says.
///
/// This list is the one place where a setting is explained: `--help` and the written file print from it.
enum Setting: String, CaseIterable {
    case town, port, origin, address, database, mailServer, mailFrom, behindProxy, logPolicy, operatorName,
        operatorAddress, operatorMail

    /// As a flag and in the file: `mail-server`.
    var name: String {
        rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }

    var environment: String { "MITSTIMME_" + name.uppercased().replacing("-", with: "_") }

    var help: String {
        switch self {
        case .town: "The name of the town, as in \"Mitstimme Duisburg\"; fixed by the first start."
        case .port: "The port on 127.0.0.1 that is served; 0 takes one that is free."
        case .origin: "The public host name; the log's origin is <HOST>/log, fixed by the first start."
        case .address:
            "What people see in the address bar, without a slash at the end; else https://<origin>, else the local address."
        case .database:
            "A libpq URL of an existing PostgreSQL 15 or newer, instead of the cluster in the data folder."
        case .mailServer:
            "smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT; empty: mail is put into the folder mail."
        case .mailFrom: "The sender of mail."
        case .behindProxy: "yes if a reverse proxy tells the visitor's address in X-Forwarded-For."
        case .logPolicy:
            "A tlog-policy file: this log's key, its witnesses with their addresses, and how many must confirm; empty: no witness is asked."
        case .operatorName: "Who answers for this site: the name in the imprint."
        case .operatorAddress: "Street, postcode and town in the imprint."
        case .operatorMail: "The address in the imprint and for reports about barriers."
        }
    }

    var standard: String {
        switch self {
        case .town: "Duisburg"
        case .port: "8080"
        case .origin, .address, .database, .mailServer: ""
        case .mailFrom: "mitstimme@localhost"
        case .behindProxy: "no"
        case .logPolicy, .operatorName, .operatorAddress, .operatorMail: ""
        }
    }
}

/// The settings of one run: flags, else environment, else file, else the standard.
struct Settings: Sendable {
    private let values: [Setting: String]

    init(flags: [Setting: String?], folder: String) throws {
        let file = try Settings.read(folder + "/mitstimme.conf")
        var values: [Setting: String] = [:]
        for setting in Setting.allCases {
            values[setting] =
                (flags[setting] ?? nil) ?? ProcessInfo.processInfo.environment[setting.environment] ?? file[
                    setting]
                ?? setting.standard
        }
        self.values = values
        guard let port = Int(self[.port]), (0...65_535).contains(port) else {
            throw BadInput("--port wants a number from 0 to 65535")
        }
        guard ["yes", "no"].contains(self[.behindProxy]) else {
            throw BadInput("--behind-proxy wants yes or no")
        }
    }

    subscript(_ setting: Setting) -> String { values[setting] ?? setting.standard }

    var port: Int { Int(self[.port]) ?? 8080 }

    /// Reads `name = value` lines; a name nobody knows is refused with its line.
    private static func read(_ path: String) throws -> [Setting: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [:] }
        var values: [Setting: String] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line.isEmpty || line.hasPrefix("#") { continue }
            let parts = line.split(separator: "=", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard let setting = Setting.allCases.first(where: { $0.name == parts.first }) else {
                throw BadInput("there is no setting \(parts.first ?? "")", file: path, line: index + 1)
            }
            values[setting] = parts.count > 1 ? parts[1] : ""
        }
        return values
    }

    /// Writes the commented file unless it is there.
    static func writeFile(in folder: String) throws {
        let path = folder + "/mitstimme.conf"
        guard !FileManager.default.fileExists(atPath: path) else { return }
        let text = Setting.allCases.map { setting in
            "# \(setting.help)\n# \(setting.name) = \(setting.standard)\n"
        }.joined(separator: "\n")
        try ("# The settings of this installation. Take the # away from a line to set it.\n\n" + text)
            .write(toFile: path, atomically: true, encoding: .utf8)
    }
}
