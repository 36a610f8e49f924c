import CMalloc

/// Memory that one phase of a build has let go of, and the next one does not need.
package enum FreeMemory {
  /// Gives it back to the system. The allocator keeps what it may need again, which after millions of small pieces is
  /// much, and each thread has its own.
  package static func release() { sommet_release_free_memory() }
}
