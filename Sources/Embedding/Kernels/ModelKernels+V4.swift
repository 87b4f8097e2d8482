internal import SimilarityKernelsV4

extension ModelKernels {
    static let v4 = unsafe ModelKernels(
        panelWidth: SimilarityKernelsV4.tileColumns,
        bytePanelWidth: SimilarityKernelsV4.byteTileColumns,
        activationBytes: SimilarityKernelsV4.activationBytes,
        multiplyF32: {
            unsafe SimilarityKernelsV4.multiplyF32($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        },
        multiplyI8: {
            unsafe SimilarityKernelsV4.multiplyI8($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        },
        quantise: { unsafe SimilarityKernelsV4.quantiseActivations($0, $1, $2, $3, $4) },
        gelu: { unsafe SimilarityKernelsV4.gelu($0, $1) },
        normalise: { unsafe SimilarityKernelsV4.normaliseRow($0, $1, $2, $3, $4) },
        softmax: { unsafe SimilarityKernelsV4.softmaxRow($0, $1, $2) },
        packColumns: { unsafe SimilarityKernelsV4.packColumns($0, $1, $2, $3, $4) },
        packRows: { unsafe SimilarityKernelsV4.packRows($0, $1, $2, $3, $4) },
        poolRows: { unsafe SimilarityKernelsV4.poolRows($0, $1, $2, $3, $4, $5) },
        scaleRow: { unsafe SimilarityKernelsV4.scaleRow($0, $1, $2) }
    )
}
