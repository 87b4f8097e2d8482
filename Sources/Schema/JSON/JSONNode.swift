/// A place in the document that is being read; `Reading` tells what stands there.
public struct JSONNode: Sendable {
    /// What a node is.
    public enum Kind: Sendable {
        /// The literal `null`.
        case null
        /// `true` or `false`.
        case bool
        /// A whole number within `Int64`.
        case integer
        /// A whole number beyond `Int64`.
        case bigInteger
        /// A number with a fraction or an exponent; may be infinite or NaN.
        case number
        /// A string.
        case string
        /// A string with half a surrogate pair, which is not Unicode text.
        case brokenString
        /// An array.
        case array
        /// An object.
        case object
    }

    /// The index of the node's first word on the tape.
    let index: Int
}
