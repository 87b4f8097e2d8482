import SimilarityKernels

extension Kernels {
    static let base = unsafe Kernels(
        dotF32: { unsafe SimilarityKernels.dotF32($0, $1, $2) },
        squaredDistanceF32: { unsafe SimilarityKernels.squaredDistanceF32($0, $1, $2) },
        dotRowsF32: { unsafe SimilarityKernels.dotRowsF32($0, $1, $2, $3, $4, $5) },
        scoreRowsF32: {
            unsafe SimilarityKernels.scoreRowsF32($0, $1, $2, $3, $4, $5, $6)
        },
        dotF16: { unsafe SimilarityKernels.dotF16($0, $1, $2) },
        squaredDistanceF16: { unsafe SimilarityKernels.squaredDistanceF16($0, $1, $2) },
        dotI8: { unsafe SimilarityKernels.dotI8($0, $1, $2) },
        squaredDistanceI8: { unsafe SimilarityKernels.squaredDistanceI8($0, $1, $2) },
        dotRowsI8: { unsafe SimilarityKernels.dotRowsI8($0, $1, $2, $3, $4, $5) },
        hamming: { unsafe SimilarityKernels.hamming($0, $1, $2) },
        hammingRows: { unsafe SimilarityKernels.hammingRows($0, $1, $2, $3, $4, $5) },
        prefetch: { unsafe SimilarityKernels.prefetch($0, $1) },
        nextAbove: { unsafe SimilarityKernels.nextAbove($0, $1, $2, $3, $4) },
        collectAbove: {
            unsafe SimilarityKernels.collectAbove($0, $1, $2, $3, $4, $5, $6)
        },
        keepAbove: { unsafe SimilarityKernels.keepAbove($0, $1, $2, $3) },
        findExtremes: { unsafe SimilarityKernels.findExtremes($0, $1, $2) },
        countAbove: { unsafe SimilarityKernels.countAbove($0, $1, $2) },
        tileColumns: SimilarityKernels.tileColumns,
        tileRows: SimilarityKernels.tileRows,
        dotTileF32: { unsafe SimilarityKernels.dotTileF32($0, $1, $2, $3, $4, $5) },
        nextAboveInTile: { unsafe SimilarityKernels.nextAboveInTile($0, $1, $2, $3) },
        rotate: { unsafe SimilarityKernels.rotate($0, $1, $2, $3, $4) },
        quantiseRow: { unsafe SimilarityKernels.quantiseRow($0, $1, $2, $3, $4) },
        scanCodes: { unsafe SimilarityKernels.scanCodes($0, $1, $2, $3, $4, $5) },
        scanCodes4: { unsafe SimilarityKernels.scanCodes4($0, $1, $2, $3, $4, $5, $6) },
        rankScores: { unsafe SimilarityKernels.rankScores($0, $1, $2) },
        sketchBits: SimilarityKernels.sketchBits,
        sketchTables: { unsafe SimilarityKernels.sketchTables($0, $1, $2, $3) },
        scanSketches4: {
            unsafe SimilarityKernels.scanSketches4($0, $1, $2, $3, $4, $5, $6)
        },
        sketchRow: { unsafe SimilarityKernels.sketchRow($0, $1, $2, $3, $4) },
        writeCodeRow: { unsafe SimilarityKernels.writeCodeRow($0, $1, $2, $3) },
        scoreCodeRows: {
            unsafe SimilarityKernels.scoreCodeRows($0, $1, $2, $3, $4, $5, $6, $7, $8)
        },
        keepEqual8: { unsafe SimilarityKernels.keepEqual8($0, $1, $2, $3) },
        keepEqual16: { unsafe SimilarityKernels.keepEqual16($0, $1, $2, $3) },
        keepEqual32: { unsafe SimilarityKernels.keepEqual32($0, $1, $2, $3) },
        keepBetween8: { unsafe SimilarityKernels.keepBetween8($0, $1, $2, $3, $4) },
        keepBetween64: { unsafe SimilarityKernels.keepBetween64($0, $1, $2, $3, $4) }
    )
}
