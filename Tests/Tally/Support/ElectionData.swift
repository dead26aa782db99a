import Foundation

/// The folder of real elections, which is no part of the checkout; nil where it is absent.
///
/// Named by `MITSTIMME_DATA`, else `shared/data/elections` beside a folder above this file.
let electionData: URL? = {
    if let named = ProcessInfo.processInfo.environment["MITSTIMME_DATA"] { return URL(filePath: named) }
    var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
        let data = folder.appending(path: "shared/data/elections")
        if FileManager.default.fileExists(atPath: data.path) { return data }
        folder.deleteLastPathComponent()
    }
    return nil
}()
