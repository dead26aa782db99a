import Acts
import Foundation
import Testing

@Suite("Copies of archives on disk")
struct ArchiveCopyTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/copies-\(UUID().uuidString)"

    private func names() -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    @Test("are removed when nobody holds them any more, and not before")
    func orphans() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let copies = ArchiveCopies(folder: folder)
        #expect(copies.removeOrphans() == 0, "no folder, nothing to do")
        var held: (path: String, handle: FileHandle)? = try copies.begin()
        try held?.handle.write(contentsOf: Data("archive".utf8))
        // What a program that was killed has left.
        for name in ["left.bel", "older.bel"] {
            try Data("archive".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        let kept = try #require(held?.path)
        #expect(ArchiveCopies(folder: folder).removeOrphans() == 2)
        #expect(names().map { "\(folder)/\($0)" } == [kept])
        #expect(try Data(contentsOf: URL(fileURLWithPath: kept)) == Data("archive".utf8))
        try held?.handle.close()
        held = nil
        #expect(ArchiveCopies(folder: folder).removeOrphans() == 1)
        #expect(names() == [])
    }

    @Test("are in a folder that nobody else may read, and never in one that somebody else has put there")
    func folderOfTheirOwn() throws {
        let elsewhere = folder + "-elsewhere"
        defer { for path in [folder, elsewhere] { try? FileManager.default.removeItem(atPath: path) } }
        let copy = try ArchiveCopies(folder: elsewhere).begin()
        defer { try? copy.handle.close() }
        let mode = try FileManager.default.attributesOfItem(atPath: elsewhere)[.posixPermissions] as? Int
        #expect(mode == 0o700)
        try FileManager.default.createSymbolicLink(atPath: folder, withDestinationPath: elsewhere)
        #expect(throws: ArchiveCopyFault.self) { try ArchiveCopies(folder: folder).begin() }
        try copy.handle.close()
        #expect(ArchiveCopies(folder: folder).removeOrphans() == 0)
        #expect(FileManager.default.fileExists(atPath: copy.path))
    }
}
