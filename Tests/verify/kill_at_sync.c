// Preloaded into the program: kills it at the n-th time it waits for the disk.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static atomic_int calls;

static void count(void) {
  int call = atomic_fetch_add(&calls, 1) + 1;
  const char *fatal = getenv("KILL_AT_SYNC");
  if (fatal && call == atoi(fatal)) kill(getpid(), SIGKILL);
  const char *record = getenv("RECORD_SYNCS");
  FILE *file = record ? fopen(record, "w") : NULL;
  if (!file) return;
  fprintf(file, "%d", call);
  fclose(file);
}

int fdatasync(int file) {
  count();
  int (*original)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  return original(file);
}

int fsync(int file) {
  count();
  int (*original)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  return original(file);
}
