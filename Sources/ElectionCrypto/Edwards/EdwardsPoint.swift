/// A point of edwards25519 in extended coordinates: x = X/Z, y = Y/Z, xy = T/Z. Written additively.
///
/// The formulas hold for every pair of points. Source: Hisil, Wong, Carter and Dawson 2008, sections 3.1 to 3.3.
struct EdwardsPoint: Sendable {
    var x: FieldElement
    var y: FieldElement
    var z: FieldElement
    var t: FieldElement

    static let identity = EdwardsPoint(x: .zero, y: .one, z: .one, t: .zero)

    /// The curve's constant d.
    static let d = FieldElement(
        a0: 0x0003_4DCA_1359_78A3, a1: 0x0001_A828_3B15_6EBD, a2: 0x0005_E7A2_6001_C029,
        a3: 0x0007_39C6_63A0_3CBB, a4: 0x0005_2036_CEE2_B6FF)

    static let twiceD = FieldElement(
        a0: 0x0006_9B94_26B2_F159, a1: 0x0003_5050_762A_DD7A, a2: 0x0003_CF44_C003_8052,
        a3: 0x0006_738C_C740_7977, a4: 0x0002_406D_9DC5_6DFF)

    /// B of RFC 8032, section 5.1.
    static let base = EdwardsPoint(
        x: FieldElement(
            a0: 0x0006_2D60_8F25_D51A, a1: 0x0004_12A4_B4F6_592A, a2: 0x0007_5B71_71A4_B31D,
            a3: 0x0001_FF60_5271_18FE, a4: 0x0002_1693_6D3C_D6E5),
        y: FieldElement(
            a0: 0x0006_6666_6666_6658, a1: 0x0004_CCCC_CCCC_CCCC, a2: 0x0001_9999_9999_9999,
            a3: 0x0003_3333_3333_3333, a4: 0x0006_6666_6666_6666))

    init(x: FieldElement, y: FieldElement, z: FieldElement, t: FieldElement) {
        self.x = x
        self.y = y
        self.z = z
        self.t = t
    }

    init(x: FieldElement, y: FieldElement) {
        self.init(x: x, y: y, z: .one, t: x * y)
    }

    var negated: EdwardsPoint { EdwardsPoint(x: -x, y: y, z: z, t: -t) }

    var isIdentity: Bool { x.isZero && (y - z).isZero }

    /// Whether both are the same point, whatever their coordinates.
    func equals(_ other: EdwardsPoint) -> Bool {
        (x * other.z - other.x * z).isZero && (y * other.z - other.y * z).isZero
    }

    static func + (left: EdwardsPoint, right: Addend) -> EdwardsPoint {
        let a = (left.y - left.x) * right.difference
        let b = (left.y + left.x) * right.sum
        let c = left.t * right.twiceDT
        let d = left.z * right.twiceZ
        return EdwardsPoint(e: b - a, f: d - c, g: d + c, h: b + a)
    }

    static func - (left: EdwardsPoint, right: Addend) -> EdwardsPoint {
        let a = (left.y - left.x) * right.sum
        let b = (left.y + left.x) * right.difference
        let c = left.t * right.twiceDT
        let d = left.z * right.twiceZ
        return EdwardsPoint(e: b - a, f: d + c, g: d - c, h: b + a)
    }

    static func + (left: EdwardsPoint, right: AffineAddend) -> EdwardsPoint {
        let a = (left.y - left.x) * right.difference
        let b = (left.y + left.x) * right.sum
        let c = left.t * right.twiceDT
        let d = left.z + left.z
        return EdwardsPoint(e: b - a, f: d - c, g: d + c, h: b + a)
    }

    static func - (left: EdwardsPoint, right: AffineAddend) -> EdwardsPoint {
        let a = (left.y - left.x) * right.sum
        let b = (left.y + left.x) * right.difference
        let c = left.t * right.twiceDT
        let d = left.z + left.z
        return EdwardsPoint(e: b - a, f: d + c, g: d - c, h: b + a)
    }

    var doubled: EdwardsPoint {
        let (a, b, c) = (x.squared, y.squared, z.squared)
        let h = a + b
        let g = a - b
        return EdwardsPoint(e: h - (x + y).squared, f: c + c + g, g: g, h: h)
    }

    /// 2^count · this point. Between doublings T is not needed, and left out.
    func doubled(times count: Int) -> EdwardsPoint {
        guard count > 0 else { return self }
        var (x, y, z) = (x, y, z)
        for _ in 1..<count {
            let (a, b, c) = (x.squared, y.squared, z.squared)
            let h = a + b
            let g = a - b
            let e = h - (x + y).squared
            let f = c + c + g
            (x, y, z) = (e * f, g * h, f * g)
        }
        return EdwardsPoint(x: x, y: y, z: z, t: .zero).doubled
    }

    private init(e: FieldElement, f: FieldElement, g: FieldElement, h: FieldElement) {
        self.init(x: e * f, y: g * h, z: f * g, t: e * h)
    }
}
