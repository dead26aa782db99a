import Foundation
import Tally

/// Real ballots that are read in place and never belong to the project: `MITSTIMME_DATA`, else `shared/data` above.
enum SharedData {
    static let elections: URL? = {
        if let folder = ProcessInfo.processInfo.environment["MITSTIMME_DATA"] {
            return URL(fileURLWithPath: folder).appendingPathComponent("elections")
        }
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path.count > 1 {
            folder.deleteLastPathComponent()
            let found = folder.appendingPathComponent("shared/data/elections")
            if FileManager.default.fileExists(atPath: found.path) { return found }
        }
        return nil
    }()

    static func text(_ path: String) throws -> String {
        guard let elections else { throw Missing() }
        // Some sheets are not valid UTF-8 everywhere.
        return String(decoding: try Data(contentsOf: elections.appendingPathComponent(path)), as: UTF8.self)
    }

    static func names(in folder: String, ending: String) -> [String] {
        let path = elections?.appendingPathComponent(folder).path ?? ""
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(ending) }.sorted()
    }

    struct Missing: Error {}
}
