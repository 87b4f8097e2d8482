/// SplitMix64 (Steele, Lea and Flood 2014): the same seed gives the same numbers everywhere.
///
/// Choices are made here and not by the standard library, whose ways may change between versions.
struct SeededGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0..<bound.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number in 0..<1.
    mutating func fraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// One of the elements of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element {
        list[below(list.count)]
    }

    /// True in this share of the cases.
    mutating func chance(_ share: Double) -> Bool {
        fraction() < share
    }
}
