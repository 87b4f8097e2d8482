/// One side of a matrix whose groups of values get room for more: the heads of an attention, or all.
struct PaddedAxis: Sendable, Hashable {
    /// The values there are.
    let count: Int

    /// The values of a group, and the room for it.
    let group: Int
    let room: Int

    /// The values with their padding.
    var padded: Int { count / group * room }

    /// Where a value stands.
    func place(_ index: Int) -> Int { index / group * room + index % group }

    /// Puts values in their places, with zeros between them.
    func spread(_ values: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: padded)
        for index in 0..<count { result[place(index)] = values[index] }
        return result
    }

    /// Puts the values of `rows` rows of `columns` in their places, with zeros between them.
    static func spread(_ weight: [Float], rows: PaddedAxis, columns: PaddedAxis) -> [Float] {
        var result = [Float](repeating: 0, count: rows.padded * columns.padded)
        for row in 0..<rows.count {
            let target = rows.place(row) * columns.padded
            for column in 0..<columns.count {
                result[target + columns.place(column)] = weight[row * columns.count + column]
            }
        }
        return result
    }
}
