/// Rows of text in aligned columns.
public struct Table: Sendable {
    /// On which side of its column a text stands.
    public enum Alignment: Sendable {
        /// Texts.
        case left
        /// Numbers.
        case right
    }

    private let titles: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// Makes a table without rows.
    ///
    /// - Parameters:
    ///   - titles: the head of each column.
    ///   - numbers: the positions of columns that stand on the right.
    public init(_ titles: [String], numbers: Set<Int> = []) {
        self.titles = titles
        alignments = titles.indices.map { numbers.contains($0) ? .right : .left }
    }

    /// Adds a row; missing cells are empty, surplus ones are left out.
    ///
    /// - Parameter cells: the texts; controls in them become spaces.
    public mutating func add(_ cells: [String]) {
        let padded = cells.prefix(titles.count).map(TextWidth.harmless)
        rows.append(padded + Array(repeating: "", count: titles.count - padded.count))
    }

    /// The table as lines.
    ///
    /// - Parameter terminal: where it will be shown; the last column is cut to its width if a
    ///   person is looking.
    /// - Returns: the lines, each with its line end.
    public func text(for terminal: Terminal) -> String {
        let widths = titles.indices.map { column in
            max(TextWidth.of(titles[column]), rows.map { TextWidth.of($0[column]) }.max() ?? 0)
        }
        var output = line(titles, widths, terminal, isTitle: true)
        for row in rows { output += line(row, widths, terminal, isTitle: false) }
        return output
    }

    private func line(
        _ cells: [String], _ widths: [Int], _ terminal: Terminal, isTitle: Bool
    ) -> String {
        var output = ""
        for (column, cell) in cells.enumerated() {
            let space = String(repeating: " ", count: widths[column] - TextWidth.of(cell))
            let isLast = column == cells.count - 1
            switch alignments[column] {
            case .left: output += isLast ? cell : cell + space
            case .right: output += space + cell
            }
            if !isLast { output += "  " }
        }
        while output.last == " " { output.removeLast() }
        if terminal.isInteractive { output = TextWidth.fitted(output, to: terminal.width) }
        return (isTitle ? terminal.paint(output, .bold) : output) + "\n"
    }
}
