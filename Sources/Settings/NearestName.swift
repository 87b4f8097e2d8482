/// Finds the name that was probably meant.
enum NearestName {
    /// The name with the fewest edits, if not more than two letters or a quarter of it are wrong.
    static func of(_ wrong: String, in names: [String]) -> String? {
        let ranked = names.map { (name: $0, edits: edits(Array($0.utf8), Array(wrong.utf8))) }
        guard let best = ranked.min(by: { $0.edits < $1.edits }) else { return nil }
        return best.edits <= max(2, best.name.utf8.count / 4) ? best.name : nil
    }

    /// The distance of Levenshtein: insertions, deletions and replacements.
    private static func edits(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, byte) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, other) in right.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
