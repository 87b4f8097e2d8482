internal import Tokenizers

/// Where the tensors of a safetensors file lie.
///
/// Format: 8 bytes little-endian length of the header, the header as JSON, the data
/// (https://huggingface.co/docs/safetensors).
struct Safetensors {
    /// One tensor: the type and shape that the header gives, and its bytes in the file.
    struct Tensor: Sendable, Hashable {
        var type: String
        var shape: [Int]
        var range: Range<Int>
    }

    /// The bytes that one element takes, of the types that models here use.
    static let widths = ["I8": 1, "F16": 2, "BF16": 2, "F32": 4, "I32": 4, "I64": 8, "F64": 8]

    private(set) var tensors: [String: Tensor] = [:]

    /// Reads the header and checks that each tensor lies inside the file and fits its shape.
    ///
    /// - Throws: `ModelError` with code `weightsInvalid`.
    init(_ bytes: UnsafeRawBufferPointer) throws(ModelError) {
        let length =
            unsafe bytes.count < 8
            ? 0 : bytes.loadUnaligned(as: UInt64.self).littleEndian
        guard length > 0, length <= UInt64(bytes.count - 8) else {
            throw ModelError(
                .weightsInvalid,
                "the header's length is \(length), but the file has \(bytes.count) bytes")
        }
        let start = 8 + Int(length)
        var found: [(name: String, type: String, shape: [Int], offsets: [Int])] = []
        do {
            var scanner = unsafe JSONScanner([UInt8](bytes[8..<start]))
            try scanner.object { (name, scanner) throws(JSONError) in
                if name == "__metadata__" { return try scanner.skip() }
                let entry = try Self.entry(&scanner)
                found.append((name, entry.type, entry.shape, entry.offsets))
            }
            try scanner.finish()
        } catch {
            throw ModelError(.weightsInvalid, "the safetensors header: \(error.message)")
        }
        for entry in found {
            let end = bytes.count - start
            guard entry.offsets.count == 2, entry.offsets[0] >= 0, entry.offsets[1] <= end,
                entry.offsets[0] <= entry.offsets[1],
                Self.byteCount(entry.type, entry.shape) == entry.offsets[1] - entry.offsets[0]
            else {
                throw ModelError(
                    .weightsInvalid,
                    "tensor \(entry.name), \(entry.type) \(entry.shape), does not fit its place "
                        + "\(entry.offsets) in \(end) bytes")
            }
            tensors[entry.name] = Tensor(
                type: entry.type, shape: entry.shape,
                range: start + entry.offsets[0]..<start + entry.offsets[1])
        }
    }

    private static func entry(
        _ scanner: inout JSONScanner
    ) throws(JSONError) -> (type: String, shape: [Int], offsets: [Int]) {
        var result = (type: "", shape: [Int](), offsets: [Int]())
        try scanner.object { (key, scanner) throws(JSONError) in
            switch key {
            case "dtype": result.type = try scanner.string()
            case "shape":
                try scanner.array { (item) throws(JSONError) in
                    result.shape.append(try item.integer())
                }
            case "data_offsets":
                try scanner.array { (item) throws(JSONError) in
                    result.offsets.append(try item.integer())
                }
            default: try scanner.skip()
            }
        }
        return result
    }

    private static func byteCount(_ type: String, _ shape: [Int]) -> Int? {
        guard var count = widths[type] else { return nil }
        for side in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: side)
            guard side >= 0, !overflow else { return nil }
            count = product
        }
        return count
    }

    /// Finds a tensor that must have this type and shape.
    ///
    /// - Throws: `ModelError` with code `tensorMissing`, `typeMismatch` or `shapeMismatch`.
    func tensor(_ name: String, type: String, shape: [Int]) throws(ModelError) -> Tensor {
        guard let tensor = tensors[name] else {
            let names = tensors.keys.sorted().joined(separator: ", ")
            throw ModelError(
                .tensorMissing, "tensor \(name) is not in the weights, which have: \(names)")
        }
        guard tensor.type == type else {
            throw ModelError(
                .typeMismatch, "tensor \(name): expected type \(type), got \(tensor.type)")
        }
        guard tensor.shape == shape else {
            throw ModelError(
                .shapeMismatch, "tensor \(name): expected shape \(shape), got \(tensor.shape)")
        }
        return tensor
    }
}
