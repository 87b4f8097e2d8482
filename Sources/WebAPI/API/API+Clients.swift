extension API {
    /// Checks the key of a request and how many its client has sent.
    ///
    /// A request without a right key counts for its address, so that keys can't be tried at will.
    func admitClient(of request: Request, to endpoint: Endpoint) throws(HTTPProblem) {
        guard let limiter, endpoint.isLimited else {
            if endpoint.needsKey { _ = try settings.keys.check(request) }
            return
        }
        guard endpoint.needsKey else { return try charge(request, limiter.place(of: request)) }
        let key: Int
        do throws(HTTPProblem) {
            key = try settings.keys.check(request)
        } catch {
            try charge(request, limiter.place(of: request))
            throw error
        }
        try charge(request, limiter.place(ofKey: key))
    }

    private func charge(_ request: Request, _ place: Int) throws(HTTPProblem) {
        guard let limiter else { return }
        let allowance = limiter.take(from: place, now: OperationMetrics.now())
        unsafe request.allowance = allowance
        guard let seconds = allowance.retryAfter else { return }
        throw .tooManyRequests(
            "Too many requests: at most \(limiter.settings.rate) a second, and "
                + "\(limiter.settings.burst) at once.", code: "rate_limit", retryAfter: seconds)
    }
}
