internal import SimilarityKernels

extension ModelKernels {
    static let base = unsafe ModelKernels(
        panelWidth: SimilarityKernels.tileColumns,
        bytePanelWidth: SimilarityKernels.byteTileColumns,
        activationBytes: SimilarityKernels.activationBytes,
        multiplyF32: {
            unsafe SimilarityKernels.multiplyF32($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        },
        multiplyI8: {
            unsafe SimilarityKernels.multiplyI8($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        },
        quantise: { unsafe SimilarityKernels.quantiseActivations($0, $1, $2, $3, $4) },
        gelu: { unsafe SimilarityKernels.gelu($0, $1) },
        normalise: { unsafe SimilarityKernels.normaliseRow($0, $1, $2, $3, $4) },
        softmax: { unsafe SimilarityKernels.softmaxRow($0, $1, $2) },
        packColumns: { unsafe SimilarityKernels.packColumns($0, $1, $2, $3, $4) },
        packRows: { unsafe SimilarityKernels.packRows($0, $1, $2, $3, $4) },
        poolRows: { unsafe SimilarityKernels.poolRows($0, $1, $2, $3, $4, $5) },
        scaleRow: { unsafe SimilarityKernels.scaleRow($0, $1, $2) }
    )
}
