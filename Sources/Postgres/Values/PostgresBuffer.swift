/// Bytes in PostgreSQL's binary format (big endian), built by appending.
public struct PostgresBuffer: Sendable {
    /// What has been appended so far.
    public var bytes: [UInt8] { storage }
    @usableFromInline var storage: [UInt8] = []

    /// An empty buffer.
    public init() {}

    /// An empty buffer with room for the given number of bytes.
    public init(minimumCapacity: Int) {
        storage.reserveCapacity(minimumCapacity)
    }

    /// The number of bytes appended.
    public var count: Int { storage.count }

    /// Makes room for further bytes.
    public mutating func reserve(_ additional: Int) {
        storage.reserveCapacity(storage.count + additional)
    }

    /// Empties the buffer and keeps its memory.
    public mutating func removeAll() {
        storage.removeAll(keepingCapacity: true)
    }

    /// Appends one byte.
    public mutating func append(byte: UInt8) {
        storage.append(byte)
    }

    /// Appends an integer, most significant byte first.
    @inlinable
    public mutating func append(integer: some FixedWidthInteger) {
        var bigEndian = integer.bigEndian
        unsafe withUnsafeBytes(of: &bigEndian) { unsafe append(raw: $0) }
    }

    /// Appends bytes as they are.
    public mutating func append(bytes more: [UInt8]) {
        storage.append(contentsOf: more)
    }

    /// Appends bytes as they are.
    public mutating func append(bytes more: Span<UInt8>) {
        unsafe more.withUnsafeBufferPointer { unsafe storage.append(contentsOf: $0) }
    }

    /// Appends the UTF-8 bytes of a string.
    public mutating func append(utf8 text: String) {
        var text = text
        text.withUTF8 { unsafe storage.append(contentsOf: $0) }
    }

    /// Appends numbers as `float4`, most significant byte first.
    public mutating func append(floats: Span<Float>) {
        unsafe append(count: floats.count * 4) { output in
            unsafe floats.withUnsafeBufferPointer { input in
                for index in 0..<input.count {
                    unsafe output.storeBytes(
                        of: input[index].bitPattern.bigEndian, toByteOffset: index &* 4,
                        as: UInt32.self)
                }
            }
        }
    }

    /// Appends a value with its length in front (−1 for NULL), as in arrays, composites and COPY.
    @inlinable
    public mutating func append<Value: PostgresEncodable>(field value: Value) {
        guard !value.isNull else {
            append(integer: Int32(-1))
            return
        }
        let place = count
        append(integer: Int32(0))
        value.encode(into: &self)
        setLength(at: place)
    }

    /// Appends so many bytes, all of which the closure writes.
    @inlinable
    mutating func append(count: Int, writing body: (UnsafeMutableRawPointer) -> Void) {
        storage.append(addingCapacity: count) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, initialized in
                guard let start = buffer.baseAddress, count > 0 else { return }
                unsafe body(UnsafeMutableRawPointer(start + initialized))
                initialized += count
            }
        }
    }

    /// Appends elements that all take `width` bytes, each with its length in front, at once.
    mutating func append<Element>(
        fields elements: [Element], width: Int,
        writing body: (Element, UnsafeMutableRawPointer) -> Void
    ) {
        unsafe append(count: (4 + width) * elements.count) { output in
            var place = unsafe output
            for element in elements {
                unsafe place.storeBytes(
                    of: UInt32(truncatingIfNeeded: width).bigEndian, as: UInt32.self)
                unsafe body(element, place + 4)
                unsafe place += 4 + width
            }
        }
    }

    /// Writes the number of bytes that follow into the four bytes at the given place.
    @usableFromInline
    mutating func setLength(at place: Int) {
        let length = UInt32(truncatingIfNeeded: storage.count - place - 4)
        unsafe storage.withUnsafeMutableBytes { bytes in
            unsafe bytes.storeBytes(of: length.bigEndian, toByteOffset: place, as: UInt32.self)
        }
    }

    /// Overwrites two bytes with a number.
    mutating func set(_ number: Int16, at place: Int) {
        storage[place] = UInt8(truncatingIfNeeded: number >> 8)
        storage[place + 1] = UInt8(truncatingIfNeeded: number)
    }

    /// Drops what was appended after the given count.
    mutating func truncate(to count: Int) {
        storage.removeSubrange(count...)
    }

    @usableFromInline
    mutating func append(raw: UnsafeRawBufferPointer) {
        unsafe storage.append(contentsOf: raw)
    }
}
