#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import LeadFiles

/// A file that lives as long as a test.
struct TemporaryFile: ~Copyable {
    let path: String

    init(_ bytes: [UInt8], name: String = "leads") throws {
        let number = UInt64.random(in: 0 ... .max)
        path = "/tmp/leadline-test-\(number)-\(name)"
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw LeadFileError(.inputOutput, "no temporary file") }
        defer { close(descriptor) }
        let size = unsafe bytes.withUnsafeBytes {
            unsafe write(descriptor, $0.baseAddress, $0.count)
        }
        guard size == bytes.count else { throw LeadFileError(.inputOutput, "disk full") }
    }

    init(_ text: String, name: String = "leads") throws {
        try self.init(Array(text.utf8), name: name)
    }

    deinit { _ = unsafe unlink(path) }
}

/// The rows of a text or of bytes.
func rows(
    _ bytes: [UInt8], _ configure: (inout LeadFileOptions) -> Void = { _ in }
) throws -> [LeadRow] {
    let file = try TemporaryFile(bytes)
    var options = LeadFileOptions()
    configure(&options)
    var reader = try LeadFileReader.open(path: file.path, options: options)
    var rows: [LeadRow] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
}

func rows(
    _ text: String, _ configure: (inout LeadFileOptions) -> Void = { _ in }
) throws -> [LeadRow] {
    try rows(Array(text.utf8), configure)
}

extension LeadRow {
    /// The lead's JSON or the reason, as text.
    var text: String {
        switch content {
        case .lead(let bytes): String(decoding: bytes, as: UTF8.self)
        case .rejected(let reason): "rejected: \(reason)"
        }
    }
}
