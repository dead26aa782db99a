/// Writes one XML document as UTF-8. Names are ours; texts and attributes are escaped.
struct XMLWriter {
    private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".utf8)

    mutating func open(_ name: StaticString, _ attributes: [String: String]) {
        start(name, attributes)
        bytes += ">\n".utf8
    }

    mutating func close(_ name: StaticString) { bytes += "</\(name)>\n".utf8 }

    mutating func empty(_ name: StaticString, _ attributes: [String: String]) {
        start(name, attributes)
        bytes += "/>\n".utf8
    }

    mutating func element(_ name: StaticString, _ text: String, _ attributes: [String: String] = [:]) {
        start(name, attributes)
        bytes += ">".utf8
        write(text)
        close(name)
    }

    private mutating func start(_ name: StaticString, _ attributes: [String: String]) {
        bytes += "<\(name)".utf8
        for (key, value) in attributes.sorted(by: { $0.key < $1.key }) {
            bytes += " \(key)=\"".utf8
            write(value)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    /// Characters that XML 1.0 cannot hold are left out. Source: XML 1.0, production 2.
    private mutating func write(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += "&amp;".utf8
            case "<": bytes += "&lt;".utf8
            case ">": bytes += "&gt;".utf8
            case "\"": bytes += "&quot;".utf8
            case "\t", "\n", "\r", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                bytes += String(scalar).utf8
            default: continue
            }
        }
    }
}
