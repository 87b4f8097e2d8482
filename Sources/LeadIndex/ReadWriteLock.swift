#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A value that many may read at the same time and one may change while nobody reads.
///
/// A search holds it for as long as a scan lasts, some 10 µs to a few ms; a mutex would let only
/// one thread search at a time.
@safe final class ReadWriteLock<Value: ~Copyable & Sendable>: @unchecked Sendable {
    // `@unchecked`: `value` is touched under the lock only.
    private let lock: UnsafeMutablePointer<pthread_rwlock_t>
    private var value: Value

    init(_ value: consuming Value) {
        self.value = value
        unsafe lock = .allocate(capacity: 1)
        unsafe lock.initialize(to: pthread_rwlock_t())
        #if canImport(Glibc)
            // The default lets readers in for ever, and a lead just stored would wait for the
            // last search.
            var attributes = pthread_rwlockattr_t()
            unsafe pthread_rwlockattr_init(&attributes)
            unsafe pthread_rwlockattr_setkind_np(
                &attributes, Int32(PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP))
            unsafe pthread_rwlock_init(lock, &attributes)
            unsafe pthread_rwlockattr_destroy(&attributes)
        #else
            unsafe pthread_rwlock_init(lock, nil)
        #endif
    }

    deinit {
        unsafe pthread_rwlock_destroy(lock)
        unsafe lock.deallocate()
    }

    func read<Result, Failure: Error>(
        _ body: (borrowing Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_rwlock_rdlock(lock)
        defer { unsafe pthread_rwlock_unlock(lock) }
        return try body(value)
    }

    /// Writes if nobody reads or writes; false, and nothing is done, otherwise.
    func tryWrite(_ body: (inout Value) -> Void) -> Bool {
        guard unsafe pthread_rwlock_trywrlock(lock) == 0 else { return false }
        defer { unsafe pthread_rwlock_unlock(lock) }
        body(&value)
        return true
    }

    func write<Result: ~Copyable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe pthread_rwlock_wrlock(lock)
        defer { unsafe pthread_rwlock_unlock(lock) }
        return try body(&value)
    }
}
