/// The method of a request (RFC 9110, section 9).
public enum RequestMethod: String, Sendable, Equatable, CaseIterable {
    /// Reads a resource.
    case get = "GET"
    /// Reads a resource's headers only.
    case head = "HEAD"
    /// Hands something to a resource.
    case post = "POST"
    /// Replaces a resource.
    case put = "PUT"
    /// Changes a part of a resource.
    case patch = "PATCH"
    /// Removes a resource.
    case delete = "DELETE"
    /// Asks what a resource offers.
    case options = "OPTIONS"
    /// Any method that no operation can be declared with.
    case other = "OTHER"
}
