import Glibc

/// Texts from a file: each a 32-bit little-endian length and that many bytes.
struct Texts {
    let all: [[UInt8]]

    init(path: String) throws(BenchmarkError) {
        let bytes = try Self.contents(of: path)
        var all: [[UInt8]] = []
        var position = 0
        while position + 4 <= bytes.count {
            let length = bytes[position..<position + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
            position += 4
            guard position + length <= bytes.count else {
                throw BenchmarkError(message: "\(path) ends in the middle of a text")
            }
            all.append(Array(bytes[position..<position + length]))
            position += length
        }
        self.all = all
    }

    static func contents(of path: String) throws(BenchmarkError) -> [UInt8] {
        guard let file = unsafe fopen(path, "rb") else {
            throw BenchmarkError(message: "cannot open \(path)")
        }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }
}

/// Why a benchmark could not run.
struct BenchmarkError: Error {
    let message: String
}
