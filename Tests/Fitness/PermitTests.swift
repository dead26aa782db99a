import Testing

@Suite("A permit")
struct PermitTests {
    @Test("is made in Acts alone")
    func makers() {
        let others = sources.filter { $0.module != "Acts" && $0.path != "Sources/Core/Permit.swift" }
        #expect(others.flatMap(makings) == [])
        #expect(
            !sources.filter { $0.module == "Acts" }.flatMap(makings).isEmpty,
            "The check finds nothing at all.")
    }

    @Test(
        "made elsewhere is found, a pattern or a function of the same name is not",
        arguments: [
            ("try db.add(by: .house(\"demo\"))", 1), ("let permit = Permit.person(id, .vote, phase)", 1),
            ("return Permit(.own(id))", 1), ("case .house(let duty): duty", 0),
            ("db.permit(house: \"job\")", 0),
            ("return .person(\n    name: name)", 0), ("try town.house(\"x\")", 0),
            ("permit.ground == .bearer(\"x\")", 0),
        ])
    func planted(code: String, count: Int) {
        #expect(makings(in: SourceFile(path: "Sources/Web/X.swift", text: code)).count == count)
    }

    private func makings(in file: SourceFile) -> [String] {
        let maker =
            #/\bPermit(?:\.(?:person|office|own|bearer|house))?\(|(?:^|[^\w\)\]?>])\.(?:person|office|own|bearer|house)\(\s*(?!\s|let\b|_\b|name:)/#
        return file.code.matches(of: maker).compactMap { match in
            // `permit.ground == .bearer("…")` asks, it does not make.
            let asks =
                file.code[..<match.range.lowerBound].hasSuffix("==")
                || file.code[..<match.range.lowerBound].hasSuffix("!=")
            return asks
                ? nil : "\(file.place(file.line(of: match.range.lowerBound))): only Acts makes a permit"
        }
    }
}
