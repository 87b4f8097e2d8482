/// Numbers for values, so that a column holds four bytes a row and a filter compares integers.
///
/// 0 stands for "none". Uses are counted: a value that no row has any more is forgotten, and its
/// number is given out again.
struct Interned<Value: Hashable & Sendable>: Sendable {
    static var none: UInt32 { 0 }
    /// A number that no row has.
    static var unknown: UInt32 { .max }

    private var numbers: [Value: UInt32] = [:]
    private var values: [Value?] = [nil]
    private var uses: [UInt32] = [0]
    private var free: [UInt32] = []

    /// The number of a value for one more row, a new one for a new value.
    mutating func take(_ value: Value?) -> UInt32 {
        guard let value else { return Self.none }
        if let number = numbers[value] {
            uses[Int(number)] += 1
            return number
        }
        let number = free.popLast() ?? UInt32(values.count)
        if Int(number) == values.count {
            values.append(value)
            uses.append(1)
        } else {
            values[Int(number)] = value
            uses[Int(number)] = 1
        }
        numbers[value] = number
        return number
    }

    /// Gives up one use of a number; returns the value when that was the last.
    @discardableResult
    mutating func release(_ number: UInt32) -> Value? {
        let place = Int(number)
        guard number != Self.none, let value = values[place] else { return nil }
        uses[place] -= 1
        guard uses[place] == 0 else { return nil }
        numbers[value] = nil
        values[place] = nil
        free.append(number)
        return value
    }

    /// The number of a value, ``unknown`` when no row has it.
    func number(of value: Value) -> UInt32 { numbers[value] ?? Self.unknown }

    /// How many rows have a number.
    func uses(_ number: UInt32) -> UInt32 { uses[Int(number)] }

    /// The value of a number; nil for ``none`` and numbers that are not in use.
    func value(_ number: UInt32) -> Value? { values[Int(number)] }

    /// How many values are in use.
    var count: Int { numbers.count }

    /// One more than the highest number ever given out.
    var limit: Int { values.count }
}

extension String {
    /// The text without regard to case, as words are compared.
    var folded: String {
        utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) } ? self : lowercased()
    }
}
