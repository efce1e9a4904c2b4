#define _GNU_SOURCE
#include "ckteam.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sched.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ckhost.h"

// Some 100 microseconds: longer than threads of one product usually wait for each other.
enum { SPINS = 4096, LINE = 64 };

// A number that threads wait to see changed.
typedef struct {
  alignas(LINE) _Atomic uint32_t value;
  _Atomic uint32_t sleepers;
} signal_word;

typedef struct {
  alignas(LINE) ck_team *team;
  size_t index;
  pthread_t thread;
} member;

struct ck_team {
  signal_word runs;     // counts the runs begun
  signal_word meetings; // counts the barriers passed
  alignas(LINE) _Atomic size_t arrived;
  size_t threads;
  int spins;
  unsigned cpu; // of thread 0
  bool stopping;
  ck_team_work work;
  void *context;
  member members[];
};

static void await_change(signal_word *word, uint32_t seen, int spins) {
  for (int i = 0; i < spins; i++) {
    if (atomic_load_explicit(&word->value, memory_order_acquire) != seen) return;
    ck_spin_hint();
  }
  atomic_fetch_add(&word->sleepers, 1);
  while (atomic_load(&word->value) == seen)
    syscall(SYS_futex, &word->value, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
  atomic_fetch_sub(&word->sleepers, 1);
}

// A sleeper counts itself before it looks again, so either it sees the change or it is woken.
static void change(signal_word *word) {
  atomic_fetch_add(&word->value, 1);
  if (atomic_load(&word->sleepers) != 0)
    syscall(SYS_futex, &word->value, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}

void ck_team_meet(ck_team *team) {
  uint32_t meeting = atomic_load_explicit(&team->meetings.value, memory_order_relaxed);
  if (atomic_fetch_add(&team->arrived, 1) + 1 < team->threads) {
    await_change(&team->meetings, meeting, team->spins);
    return;
  }
  atomic_store_explicit(&team->arrived, 0, memory_order_relaxed);
  change(&team->meetings);
}

static void *serve(void *context) {
  member *self = context;
  ck_team *team = self->team;
  for (uint32_t run = 0;; run++) {
    await_change(&team->runs, run, team->spins);
    if (team->stopping) return NULL;
    team->work(team->context, self->index);
    ck_team_meet(team);
  }
}

size_t ck_team_size(size_t threads) {
  size_t bytes;
  if (__builtin_mul_overflow(threads, sizeof(member), &bytes) ||
      __builtin_add_overflow(bytes, sizeof(ck_team), &bytes))
    return 0;
  return bytes;
}

int ck_team_start(ck_team *team, size_t threads, const unsigned *cpus, size_t count) {
  if (threads == 0 || count == 0) return EINVAL;
  *team = (ck_team){.spins = threads > count ? 0 : SPINS, .cpu = cpus[0]};
  for (team->threads = 1; team->threads < threads; team->threads++) {
    member *next = &team->members[team->threads];
    *next = (member){.team = team, .index = team->threads};
    unsigned cpu = cpus[team->threads % count];
    int error = ck_start_pinned(&next->thread, cpu, serve, next);
    if (error == 0) continue;
    ck_team_stop(team);
    return error;
  }
  return 0;
}

void ck_team_run(ck_team *team, ck_team_work work, void *context) {
  cpu_set_t usual, own;
  CPU_ZERO(&own);
  CPU_SET(team->cpu, &own);
  bool moved = sched_getaffinity(0, sizeof usual, &usual) == 0 &&
               sched_setaffinity(0, sizeof own, &own) == 0;
  team->work = work;
  team->context = context;
  change(&team->runs);
  work(context, 0);
  ck_team_meet(team);
  if (moved) sched_setaffinity(0, sizeof usual, &usual);
}

void ck_team_stop(ck_team *team) {
  team->stopping = true;
  change(&team->runs);
  for (size_t i = 1; i < team->threads; i++) pthread_join(team->members[i].thread, NULL);
}
