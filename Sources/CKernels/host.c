#define _GNU_SOURCE
#include "ckhost.h"

#include <sched.h>
#include <sys/mman.h>

int ck_memfd(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int ck_advise_huge_pages(void *memory, size_t bytes) {
  return madvise(memory, bytes, MADV_HUGEPAGE);
}

size_t ck_allowed_cpus(unsigned *cpus, size_t capacity) {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 0;
  size_t found = 0;
  for (unsigned cpu = 0; cpu < CPU_SETSIZE; cpu++) {
    if (!CPU_ISSET(cpu, &set)) continue;
    if (found < capacity) cpus[found] = cpu;
    found++;
  }
  return found;
}

int ck_start_pinned(pthread_t *thread, unsigned cpu, void *(*body)(void *), void *context) {
  pthread_attr_t attributes;
  int error = pthread_attr_init(&attributes);
  if (error != 0) return error;
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  error = pthread_attr_setaffinity_np(&attributes, sizeof set, &set);
  if (error == 0) error = pthread_create(thread, &attributes, body, context);
  pthread_attr_destroy(&attributes);
  return error;
}

int ck_current_cpu(void) { return sched_getcpu(); }

void ck_spin_hint(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb" ::: "memory");
#endif
}
