// What the kernels' host needs from Linux and Swift's Glibc does not show.
#ifndef CKHOST_H
#define CKHOST_H

#include <pthread.h>
#include <stddef.h>

#include "ckernels.h"

// A stretch of memory whose threads keep to disjoint parts of it, or only read.
typedef struct CK_SENDABLE {
  void *start;
  size_t count;
} ck_memory;

// An anonymous file in memory, closed on exec; -1 and errno on failure.
int ck_memfd(const char *name);

// Asks for 2 MiB pages; 0, or -1 and errno. Success does not mean that pages are huge.
int ck_advise_huge_pages(void *memory, size_t bytes);

// CPUs this process may run on, ascending; returns how many there are, fills at most `capacity`.
size_t ck_allowed_cpus(unsigned *cpus, size_t capacity);

// Starts a thread that is pinned to `cpu` before it runs; 0 or an errno value.
int ck_start_pinned(pthread_t *thread, unsigned cpu, void *(*body)(void *), void *context);

// The CPU the caller runs on, or -1.
int ck_current_cpu(void);

// Tells the core that the caller is spinning.
void ck_spin_hint(void);

#endif
