/// Why a file of phrases cannot be used, and where.
package struct CatalogueError: Error, Equatable, CustomStringConvertible {
    package enum Reason: Error, Equatable, Sendable {
        case unreadable
        case noEqualsSign
        case emptyKey
        case emptyText
        case duplicate(key: String)
        case brokenPlace
        case strayBackslash
    }

    /// `de.txt`, or the whole path when it cannot be read.
    package let file: String
    /// Counted from 1; 0 when the file as a whole is meant.
    package let line: Int
    package let reason: Reason

    package var description: String {
        let sentence =
            switch reason {
            case .unreadable: "cannot be read as UTF-8 text"
            case .noEqualsSign: "a phrase is written as `key = text`, but there is no `=`"
            case .emptyKey: "there is no key before the `=`"
            case .emptyText: "there is no text after the `=`"
            case .duplicate(let key): "the key `\(key)` is there twice"
            case .brokenPlace: "a place is written as `{name}` in small letters, a brace itself as `\\{`"
            case .strayBackslash: "a backslash stands only before `n`, `{` or another backslash"
            }
        return line == 0 ? "\(file): \(sentence)" : "\(file):\(line): \(sentence)"
    }
}
