extension Contract {
    /// Reads a JSON body.
    ///
    /// - Parameter bytes: UTF-8 JSON of any content; it need not be padded and is not kept.
    /// - Returns: the value, valid by every rule.
    /// - Throws: every issue, each located behind `body`.
    public func decode(_ bytes: UnsafeRawBufferPointer) throws(ValidationFailure) -> Root {
        let body = body
        return unsafe try JSONDocument.read(bytes) { reading, root in body.read(root, &reading) }
    }

    /// Reads a JSON body.
    ///
    /// - Throws: every issue, each located behind `body`.
    public func decode(_ bytes: [UInt8]) throws(ValidationFailure) -> Root {
        let result = unsafe bytes.withUnsafeBytes { buffer -> Result<Root, ValidationFailure> in
            do throws(ValidationFailure) {
                return .success(unsafe try decode(buffer))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Reads a JSON body that is an array, each element on its own.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 JSON of any content.
    ///   - count: the largest number of elements allowed.
    /// - Returns: for each element its value or its issues, which are located behind `body` and the
    ///   element's place.
    /// - Throws: issues of the body as a whole: no JSON, no array, too many elements.
    public func decodeElements(
        _ bytes: UnsafeRawBufferPointer, count: ClosedRange<Int> = 0...1000
    ) throws(ValidationFailure) -> [Result<Root, ValidationFailure>] {
        let body = body
        return unsafe try JSONDocument.read(bytes) { reading, root in
            body.readElements(root, &reading, count)
        }
    }

    /// Reads parameters that came as text.
    ///
    /// - Parameters:
    ///   - parameters: names and values in their order; a list's parameter may come several times.
    ///   - place: where they stood, which is the first step of every issue's location.
    /// - Returns: the value, valid by every rule.
    /// - Throws: every issue.
    public func decode(
        parameters: [(name: String, value: String)], in place: ParameterPlace
    ) throws(ValidationFailure) -> Root {
        let tape = ParameterTape(
            parameters, lists: body.core.lists, ignoresCase: place == .header)
        let body = body
        return try tape.read(place) { reading, root in body.read(root, &reading) }
    }
}
