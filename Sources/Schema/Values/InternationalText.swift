internal import CInternational

/// Unicode normalisation and international domain names, by the system's libraries.
enum InternationalText {
    /// The text in normalisation form C.
    static func nfc(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var text = text
        return text.withUTF8 { utf8 in
            var count = 0
            guard let result = unsafe cinternational_nfc(utf8.baseAddress, utf8.count, &count)
            else {
                // Out of memory only; the text as given is still the same text.
                return unsafe String(decoding: utf8, as: UTF8.self)
            }
            defer { unsafe cinternational_free(result) }
            return unsafe String(
                decoding: UnsafeBufferPointer(start: result, count: count), as: UTF8.self)
        }
    }

    /// A domain in ASCII by UTS 46 as browsers make it; nil when it is invalid.
    static func ascii(_ domain: String) -> String? {
        unsafe converted(domain, cinternational_ascii)
    }

    /// A domain in ASCII if its labels obey IDNA 2008 as they stand.
    static func strictASCII(_ domain: String) -> String? {
        unsafe converted(domain, cinternational_strict_ascii)
    }

    /// A domain in Unicode; nil when a label is no Punycode.
    static func unicode(_ domain: String) -> String? {
        unsafe converted(domain, cinternational_unicode)
    }

    private static func converted(
        _ domain: String,
        _ convert: (UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar>?
    ) -> String? {
        // C would read up to the first NUL only.
        guard !domain.utf8.contains(0) else { return nil }
        let result = unsafe domain.withCString { unsafe convert($0) }
        guard let result = unsafe result else { return nil }
        defer { unsafe cinternational_free(result) }
        return unsafe String(cString: result)
    }
}
