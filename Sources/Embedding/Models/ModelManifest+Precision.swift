extension ModelManifest {
    /// The precision that a manifest names.
    ///
    /// A transformer whose manifest names none multiplies floats, as all of them once did.
    ///
    /// - Throws: `ModelError` with code `manifestInvalid`.
    static func precision(
        named name: String?, of kind: ModelKind
    ) throws(ModelError) -> ModelPrecision {
        guard let name else { return .f32 }
        guard kind == .transformer, let precision = ModelPrecision(rawValue: name) else {
            throw ModelError(
                .manifestInvalid,
                "precision is \"\(name)\", expected f32 or int8, and for a transformer only")
        }
        return precision
    }
}
