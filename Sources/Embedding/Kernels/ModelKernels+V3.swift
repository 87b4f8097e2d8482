internal import SimilarityKernelsV3

extension ModelKernels {
    static let v3 = unsafe ModelKernels(
        panelWidth: SimilarityKernelsV3.tileColumns,
        bytePanelWidth: SimilarityKernelsV3.byteTileColumns,
        activationBytes: SimilarityKernelsV3.activationBytes,
        multiplyF32: {
            unsafe SimilarityKernelsV3.multiplyF32($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        },
        multiplyI8: {
            unsafe SimilarityKernelsV3.multiplyI8($0, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        },
        quantise: { unsafe SimilarityKernelsV3.quantiseActivations($0, $1, $2, $3, $4) },
        gelu: { unsafe SimilarityKernelsV3.gelu($0, $1) },
        normalise: { unsafe SimilarityKernelsV3.normaliseRow($0, $1, $2, $3, $4) },
        softmax: { unsafe SimilarityKernelsV3.softmaxRow($0, $1, $2) },
        packColumns: { unsafe SimilarityKernelsV3.packColumns($0, $1, $2, $3, $4) },
        packRows: { unsafe SimilarityKernelsV3.packRows($0, $1, $2, $3, $4) },
        poolRows: { unsafe SimilarityKernelsV3.poolRows($0, $1, $2, $3, $4, $5) },
        scaleRow: { unsafe SimilarityKernelsV3.scaleRow($0, $1, $2) }
    )
}
