// Runs the checks on this CPU: check BITS NAME...
//
// NAME... are the instruction sets that must be runnable here, best first; the kernels of those
// with a leading + are checked. BITS is the SVE vector length that must be seen, or 0.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ckhost.h"
#include "ckteam.h"
#include "kernelchecks.h"

static int passed, failed;

static void expect(bool held, const char *message) {
  if (held) passed++;
  else failed++;
  if (!held) printf("FAILED %s\n", message);
}

static const char *plain(const char *name) { return *name == '+' ? name + 1 : name; }

static void check_dispatch(size_t count, char **names) {
  char message[200];
  for (size_t i = 0; i < count; i++) {
    const ck_kernels *found = ck_at(i);
    snprintf(message, sizeof message, "dispatch: number %zu here is %s, not %s", i,
             found ? found->name : "missing", plain(names[i]));
    expect(found && strcmp(found->name, plain(names[i])) == 0, message);
    expect(ck_find(plain(names[i])) == found, message);
  }
  snprintf(message, sizeof message, "dispatch: %zu instruction sets, not %zu", ck_count(), count);
  expect(ck_count() == count, message);
}

static void check_kernels(const char *name, unsigned sve_bits) {
  static const size_t counts[] = {1, 2, 7, 16, 31, 64, 100, 128, 257, 2048};
  char message[400];
  const ck_kernels *kernels = ck_find(name);
  if (!kernels) return; // a failure of the dispatch, counted there
  unsigned bits = strncmp(name, "sve", 3) == 0 ? sve_bits : strcmp(name, "scalar") == 0 ? 32 : 128;
  snprintf(message, sizeof message, "%s: %u bits, not %u", name, kernels->vector_bits(), bits);
  expect(kernels->vector_bits() == bits, message);
  for (size_t i = 0; i < kc_product_count(); i++)
    expect(kc_product_equals_scalar(kernels, kc_product_at(i), message, sizeof message), message);
  for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
    expect(kc_vectors_equal_scalar(kernels, counts[i], 11 + i, message, sizeof message), message);
  expect(kc_halves_equal_scalar(kernels, message, sizeof message), message);
}

enum { THREADS = 3, ROUNDS = 200 };

typedef struct {
  ck_team *team;
  int round[THREADS];
  int disagreements[THREADS];
} rounds;

// After a meeting a thread sees what every other wrote before it.
static void play(void *context, size_t thread) {
  rounds *r = context;
  for (int round = 0; round < ROUNDS; round++) {
    r->round[thread] = round;
    ck_team_meet(r->team);
    for (size_t other = 0; other < THREADS; other++)
      r->disagreements[thread] += r->round[other] != round;
    ck_team_meet(r->team);
  }
}

static void check_team(void) {
  unsigned cpus[64];
  const size_t most = sizeof cpus / sizeof *cpus;
  size_t count = ck_allowed_cpus(cpus, most);
  if (count > most) count = most;
  rounds r = {.team = aligned_alloc(64, (ck_team_size(THREADS) + 63) / 64 * 64)};
  expect(ck_team_start(r.team, THREADS, cpus, count) == 0, "team: starts");
  ck_team_run(r.team, play, &r);
  ck_team_stop(r.team);
  free(r.team);
  for (size_t thread = 0; thread < THREADS; thread++)
    expect(r.disagreements[thread] == 0, "team: sees what others wrote before a meeting");
}

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  check_dispatch((size_t)argc - 2, argv + 2);
  check_team();
  for (int i = 2; i < argc; i++)
    if (*argv[i] == '+') check_kernels(plain(argv[i]), (unsigned)atoi(argv[1]));
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}
