/// A point made ready to be added: (Y + X, Y − X, 2Z, 2dT).
struct Addend: Sendable {
    let sum: FieldElement
    let difference: FieldElement
    let twiceZ: FieldElement
    let twiceDT: FieldElement

    init(_ point: EdwardsPoint) {
        sum = point.y + point.x
        difference = point.y - point.x
        twiceZ = point.z + point.z
        twiceDT = point.t * EdwardsPoint.twiceD
    }
}

/// The same of a point with Z = 1: (y + x, y − x, 2dxy).
struct AffineAddend: Sendable {
    let sum: FieldElement
    let difference: FieldElement
    let twiceDT: FieldElement

    init(x: FieldElement, y: FieldElement) {
        sum = (y + x).reduced
        difference = (y - x).reduced
        twiceDT = x * y * EdwardsPoint.twiceD
    }

    /// At the price of one inversion for all.
    static func all(_ points: [EdwardsPoint]) -> [AffineAddend] {
        zip(points, FieldElement.inverses(points.map(\.z))).map { point, inverse in
            AffineAddend(x: point.x * inverse, y: point.y * inverse)
        }
    }
}
