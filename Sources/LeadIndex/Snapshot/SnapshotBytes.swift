/// Bytes of a snapshot: integers little-endian, texts with their length in front.
struct SnapshotBytes: Sendable {
    private(set) var bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8] = []) { self.bytes = bytes }

    /// How many bytes have not been read.
    var left: Int { bytes.count - position }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ vector: [Float]) {
        unsafe vector.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func read<Value: FixedWidthInteger & BitwiseCopyable>(
        _: Value.Type
    ) throws(SnapshotError) -> Value {
        let start = try advance(by: MemoryLayout<Value>.size)
        return unsafe bytes.withUnsafeBytes {
            Value(littleEndian: unsafe $0.loadUnaligned(fromByteOffset: start, as: Value.self))
        }
    }

    mutating func readText() throws(SnapshotError) -> String {
        let length = Int(try read(UInt32.self))
        let start = try advance(by: length)
        return String(decoding: bytes[start..<start + length], as: UTF8.self)
    }

    mutating func read(into vector: inout [Float]) throws(SnapshotError) {
        let start = try advance(by: 4 * vector.count)
        unsafe vector.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { source in
                unsafe target.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: source[start..<start + target.count]))
            }
        }
    }

    /// A sum in which any changed byte shows.
    ///
    /// Four lanes of multiply and rotate, as in Collet's xxHash; not meant against whoever changes
    /// a file on purpose.
    var checksum: UInt64 {
        let factor: UInt64 = 0x9E37_79B1_85EB_CA87
        var lanes = SIMD4<UInt64>(1, 2, 3, 4)
        var rest: UInt64 = 5
        unsafe bytes.withUnsafeBytes { raw in
            let whole = raw.count / 32 * 32
            for place in stride(from: 0, to: whole, by: 32) {
                let words = unsafe raw.loadUnaligned(
                    fromByteOffset: place, as: SIMD4<UInt64>.self)
                lanes = (lanes ^ words) &* factor
                lanes = lanes &<< 31 | lanes &>> 33
            }
            for place in whole..<raw.count { unsafe rest = (rest ^ UInt64(raw[place])) &* factor }
        }
        var sum = rest ^ UInt64(bytes.count)
        for lane in 0..<4 {
            sum = (sum ^ lanes[lane]) &* factor
            sum ^= sum >> 29
        }
        return sum
    }

    private mutating func advance(by count: Int) throws(SnapshotError) -> Int {
        guard count <= left else { throw SnapshotError(.damaged, "it ends too early") }
        defer { position += count }
        return position
    }
}
