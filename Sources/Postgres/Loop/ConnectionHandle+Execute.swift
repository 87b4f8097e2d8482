import CLibpq

extension ConnectionHandle {
    /// Sends a prepared statement with its parameters; both ways in binary.
    func execute(_ name: String, _ parameters: Parameters) -> Bool {
        let count = parameters.slots.count
        guard count > 0 else {
            return unsafe PQsendQueryPrepared(connection, name, 0, nil, nil, nil, 1) == 1
        }
        return unsafe withUnsafeTemporaryAllocation(
            of: UnsafePointer<CChar>?.self, capacity: count
        ) { values in
            unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { numbers in
                unsafe parameters.buffer.bytes.withUnsafeBytes { bytes in
                    unsafe Self.point(values, numbers, to: bytes, of: parameters)
                    // `withCString` lends a short name from the stack; passing a String copies it.
                    return unsafe name.withCString { name in
                        unsafe PQsendQueryPrepared(
                            connection, name, Int32(truncatingIfNeeded: count), values.baseAddress,
                            numbers.baseAddress, numbers.baseAddress?.advanced(by: count), 1) == 1
                    }
                }
            }
        }
    }

    /// Fills libpq's lists: where each value is, how long, and that it is binary.
    private static func point(
        _ values: UnsafeMutableBufferPointer<UnsafePointer<CChar>?>,
        _ numbers: UnsafeMutableBufferPointer<Int32>,
        to bytes: UnsafeRawBufferPointer, of parameters: Parameters
    ) {
        let count = parameters.slots.count
        // A value without bytes needs some address, for a null address means NULL.
        let somewhere = UnsafeRawPointer(numbers.baseAddress)
        let base = unsafe bytes.baseAddress ?? somewhere
        var start = 0
        for (index, slot) in parameters.slots.enumerated() {
            unsafe values.initializeElement(
                at: index,
                to: slot.isNull
                    ? nil : base?.advanced(by: start).assumingMemoryBound(to: CChar.self))
            unsafe numbers.initializeElement(
                at: index, to: Int32(truncatingIfNeeded: slot.end - start))
            unsafe numbers.initializeElement(at: count + index, to: 1)
            start = slot.end
        }
    }
}
