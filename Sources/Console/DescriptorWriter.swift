#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Writes whole texts to open files.
enum DescriptorWriter {
    @discardableResult static func write(_ text: String, to descriptor: Int32) -> Bool {
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let size = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
                #if canImport(Darwin)
                    return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
                #else
                    return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                #endif
            }
            if size < 0, errno == EINTR { continue }
            guard size > 0 else { return false }
            written += size
        }
        return true
    }
}
