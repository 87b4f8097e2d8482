import Similarity

extension InstructionSet {
    /// Refuses a tier that was asked for and is not there, instead of taking another in silence.
    ///
    /// - Throws: ``CommandError`` that names the setting.
    static func check() throws {
        guard let requested, requested != active.rawValue else { return }
        let known = available.map(\.rawValue).joined(separator: ", ")
        throw CommandError(
            .setting, "LEADLINE_ISA '\(requested)' is not to be had here: use \(known), or none.")
    }
}
