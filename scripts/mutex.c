// What ThreadSanitizer does not see of Swift's `Mutex` on Linux, told to it: scripts/sanitize.sh loads this before the tests.
//
// A lock that is free is taken by an atomic instruction of the caller, which the sanitizer knows. A lock that is held is handed over by the kernel
// (futex, FUTEX_LOCK_PI), out of a library that was not compiled for the sanitizer: without these lines, what two threads do one after the other
// under one lock is reported as a race. https://github.com/swiftlang/swift/blob/main/stdlib/public/Synchronization/Mutex/LinuxImpl.swift

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

// Methods of `_MutexHandle`, which lies at the address of the lock.
#define METHOD __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

// Absent in the programs that are run without the sanitizer.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

METHOD void lock_slowly(uint32_t thread, SELF) __asm__(LOCK);
METHOD void unlock_slowly(SELF) __asm__(UNLOCK);

METHOD void lock_slowly(uint32_t thread, SELF) {
  METHOD void (*lock)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  lock(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

METHOD void unlock_slowly(SELF) {
  METHOD void (*unlock)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release) __tsan_release(self);
  unlock(self);
}
