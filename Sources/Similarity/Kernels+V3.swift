import SimilarityKernelsV3

extension Kernels {
    static let v3 = unsafe Kernels(
        dotF32: { unsafe SimilarityKernelsV3.dotF32($0, $1, $2) },
        squaredDistanceF32: { unsafe SimilarityKernelsV3.squaredDistanceF32($0, $1, $2) },
        dotRowsF32: { unsafe SimilarityKernelsV3.dotRowsF32($0, $1, $2, $3, $4, $5) },
        nextAbove: { unsafe SimilarityKernelsV3.nextAbove($0, $1, $2, $3, $4) },
        tileColumns: SimilarityKernelsV3.tileColumns,
        tileRows: SimilarityKernelsV3.tileRows,
        dotTileF32: { unsafe SimilarityKernelsV3.dotTileF32($0, $1, $2, $3, $4, $5) },
        nextAboveInTile: { unsafe SimilarityKernelsV3.nextAboveInTile($0, $1, $2, $3) },
        quantiseRow: { unsafe SimilarityKernelsV3.quantiseRow($0, $1, $2, $3, $4) },
        scanCodes: { unsafe SimilarityKernelsV3.scanCodes($0, $1, $2, $3, $4, $5) },
        scanCodes4: { unsafe SimilarityKernelsV3.scanCodes4($0, $1, $2, $3, $4, $5, $6) }
    )
}
