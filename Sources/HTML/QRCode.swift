import CQREncode

/// A square a camera reads.
package struct QRCode: Sendable {
    /// In modules, with the quiet zone of four on each side.
    private let width: Int
    /// The dark modules as one crisp path.
    private let path: HTML

    /// Nil where the text is too long.
    package init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        let modules = UnsafeBufferPointer(start: code.pointee.data, count: width * width)
        self.width = width + 8
        path = QRCode.path(modules, width: width)
    }

    /// - Parameter label: what the code holds, for screen readers.
    package func svg(label: String) -> HTML {
        """
        <svg class="qr" viewBox="0 0 \(width) \(width)" role="img" aria-label="\(label)">\
        <rect width="100%" height="100%"/><path d="\(path)"/></svg>
        """
    }

    /// Dark modules (lowest bit set) as horizontal strokes of width 1.
    private static func path(_ modules: UnsafeBufferPointer<UInt8>, width: Int) -> HTML {
        var d = HTML()
        for y in 0..<width {
            var end: Int?
            var x = 0
            while x < width {
                guard modules[y * width + x] & 1 == 1 else {
                    x += 1
                    continue
                }
                let start = x
                while x < width, modules[y * width + x] & 1 == 1 { x += 1 }
                if let end {
                    d += "m\(start - end) 0h\(x - start)"
                } else {
                    d += "M\(start + 4) \(y + 4).5h\(x - start)"
                }
                end = x
            }
        }
        return d
    }
}
