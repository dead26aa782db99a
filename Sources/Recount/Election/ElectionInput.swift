import ElectionCrypto
import Foundation
import Terminal

/// The files that an election is checked by.
struct ElectionInput {
    /// The archive.
    let path: String
    /// Its bytes.
    let length: Int
    /// What the archive calls the election; nil where it cannot be read so far.
    let uuid: String?
    let terms: ElectionTerms?
    let snapshots: [ArchiveSnapshot]

    /// `place` is an archive or a folder with one. Terms that are not named are `terms.json` beside the archive.
    init(_ place: String, terms: String?, snapshots: [String]) throws(BadInput) {
        path = try ElectionInput.archive(place)
        guard let file = FileHandle(forReadingAtPath: path), let end = try? file.seekToEnd() else {
            throw BadInput("the file cannot be read", file: path)
        }
        length = Int(end)
        uuid = (try? ElectionCheck.parameters(of: .file(path)))?.uuid
        self.terms = try ElectionInput.terms(terms, beside: path)
        var states: [ArchiveSnapshot] = []
        for path in snapshots {
            guard let state = try? ArchiveSnapshot(of: .file(path)), state.length > 0 else {
                throw BadInput("the file cannot be read or is empty", file: path)
            }
            states.append(state)
        }
        self.snapshots = states
    }

    private static func archive(_ place: String) throws(BadInput) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            throw BadInput("there is no such file or folder", file: place)
        }
        guard isFolder.boolValue else { return place }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        let archives = names.filter { $0.hasSuffix(".bel") }
        guard let name = archives.first, archives.count == 1 else {
            let count = archives.isEmpty ? "no file" : "\(archives.count) files"
            throw BadInput("the folder has \(count) that end in .bel, and needs exactly one", file: place)
        }
        return place + "/" + name
    }

    private static func terms(_ named: String?, beside archive: String) throws(BadInput) -> ElectionTerms? {
        let own = URL(fileURLWithPath: archive).deletingLastPathComponent().path + "/terms.json"
        guard let path = named ?? (FileManager.default.fileExists(atPath: own) ? own : nil) else {
            return nil
        }
        let bytes = try readFile(path, longest: 1_000_000)
        do throws(ElectionError) {
            return try ElectionTerms(parsing: bytes)
        } catch {
            throw BadInput(error.reason, file: path)
        }
    }
}
