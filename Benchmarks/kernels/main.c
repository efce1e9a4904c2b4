// Times the packed products of every instruction set here against this host's read bandwidth.
//
// kernels [--isa NAME] [--threads N] [--columns N] [--seconds S]
// Prints the best and the median of the repetitions, by the CPU time of the slowest thread, so that
// what else runs on the host counts less; memory bandwidth is still shared. Compare within one run.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "ckernels.h"
#include "ckhost.h"

enum { MAX_THREADS = 64, MAX_REPEATS = 400, COLS = 2048 };

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *huge(size_t bytes) {
  const size_t page = 2 << 20;
  const int access = PROT_READ | PROT_WRITE, kind = MAP_PRIVATE | MAP_ANONYMOUS;
  uint8_t *at = mmap(NULL, bytes + page, access, kind, -1, 0);
  if (at == MAP_FAILED) return NULL;
  at = (uint8_t *)(((uintptr_t)at + page - 1) / page * page);
  ck_advise_huge_pages(at, bytes);
  return at;
}

// What every thread does once per repetition.
typedef struct job {
  void (*part)(struct job *job, size_t thread);
  size_t threads;
  const ck_kernels *kernels;
  ck_matrix w;
  ck_activations x;
  float *y;
  pthread_barrier_t barrier;
  bool stop;
  double seconds[MAX_THREADS];
  uint64_t sink[MAX_THREADS];
} job;

static void multiply_part(job *j, size_t thread) {
  size_t groups = ck_groups(&j->w);
  ck_range range = {groups * thread / j->threads, groups * (thread + 1) / j->threads};
  j->kernels->multiply(&j->w, range, &j->x, j->y, ck_padded_rows(&j->w));
}

typedef uint64_t words8 __attribute__((vector_size(64)));

// Each thread's part in some streams far apart.
static inline __attribute__((always_inline)) void read_streams(job *j, size_t thread,
                                                               size_t streams) {
  size_t lines = ck_packed_size(j->w.type, j->w.rows, j->w.cols) / 64 / j->threads / streams;
  const words8 *start = (const words8 *)j->w.quants + thread * lines * streams;
  words8 sum = {0};
  for (size_t i = 0; i < lines; i++)
#pragma unroll
    for (size_t s = 0; s < streams; s++) {
      if (streams > 1) __builtin_prefetch(start + s * lines + i + 32);
      sum |= start[s * lines + i];
    }
  for (size_t l = 0; l < 8; l++) j->sink[thread] |= sum[l];
}

static void read_1(job *j, size_t thread) { read_streams(j, thread, 1); }
static void read_2(job *j, size_t thread) { read_streams(j, thread, 2); }
static void read_4(job *j, size_t thread) { read_streams(j, thread, 4); }

typedef struct {
  job *job;
  size_t thread;
} member;

static void *serve(void *context) {
  member *m = context;
  for (;;) {
    pthread_barrier_wait(&m->job->barrier);
    if (m->job->stop) return NULL;
    double start = now(CLOCK_THREAD_CPUTIME_ID);
    m->job->part(m->job, m->thread);
    m->job->seconds[m->thread] = now(CLOCK_THREAD_CPUTIME_ID) - start;
    pthread_barrier_wait(&m->job->barrier);
  }
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

typedef struct {
  double best, median;
} timing;

static timing measure(job *j, double budget) {
  unsigned cpus[MAX_THREADS];
  size_t allowed = ck_allowed_cpus(cpus, MAX_THREADS), repeats = 0;
  pthread_t threads[MAX_THREADS];
  member members[MAX_THREADS];
  double times[MAX_REPEATS], end = now(CLOCK_MONOTONIC) + budget;
  pthread_barrier_init(&j->barrier, NULL, (unsigned)j->threads + 1);
  j->stop = false;
  for (size_t i = 0; i < j->threads; i++) {
    members[i] = (member){j, i};
    if (ck_start_pinned(&threads[i], cpus[i % allowed], serve, &members[i]) != 0) abort();
  }
  while (repeats < 3 || (now(CLOCK_MONOTONIC) < end && repeats < MAX_REPEATS)) {
    pthread_barrier_wait(&j->barrier);
    pthread_barrier_wait(&j->barrier);
    double slowest = 0;
    for (size_t i = 0; i < j->threads; i++)
      if (j->seconds[i] > slowest) slowest = j->seconds[i];
    times[repeats++] = slowest;
  }
  j->stop = true;
  pthread_barrier_wait(&j->barrier);
  for (size_t i = 0; i < j->threads; i++) pthread_join(threads[i], NULL);
  pthread_barrier_destroy(&j->barrier);
  qsort(times, repeats, sizeof *times, ascending);
  return (timing){times[0], times[repeats / 2]};
}

static void prepare(job *j, ck_type type, size_t rows, size_t columns) {
  size_t bytes = ck_packed_size(type, rows, COLS);
  uint8_t *packed = huge(bytes), *activations = huge(ck_activations_size(COLS, columns));
  float *values = huge(columns * COLS * sizeof *values);
  j->y = huge(rows * columns * sizeof *j->y);
  if (!packed || !activations || !values || !j->y) abort();
  j->w = ck_matrix_at(type, rows, COLS, packed);
  size_t quants = (size_t)(j->w.scales - packed);
  for (size_t i = 0; i < quants; i++) packed[i] = (uint8_t)(i * 2654435761u >> 13);
  memset(packed + quants, 0x1c, bytes - quants); // every half is 0x1c1c, about 0.004
  for (size_t i = 0; i < columns * COLS; i++) values[i] = (float)(i % 255) - 127;
  j->x = ck_activations_at(COLS, columns, values, activations);
  j->kernels->quantize(&j->x, 0, columns);
}

static void release(job *j) {
  munmap((void *)j->w.quants, ck_packed_size(j->w.type, j->w.rows, COLS));
  munmap(j->x.quants, ck_activations_size(COLS, j->x.count));
  munmap((void *)j->x.values, j->x.count * COLS * sizeof(float));
  munmap(j->y, j->w.rows * j->x.count * sizeof(float));
}

static const struct {
  ck_type type;
  const char *name;
} types[] = {{CK_Q4_0, "q4_0"}, {CK_Q8_0, "q8_0"}, {CK_Q4_K, "q4_k"}, {CK_Q6_K, "q6_k"},
             {CK_Q4_1, "q4_1"}, {CK_Q5_0, "q5_0"}, {CK_Q5_K, "q5_k"}, {CK_F16, "f16"}};

static void compare(const char *isa, size_t threads, size_t columns, double seconds) {
  size_t rows = columns <= 8 ? 131072 : 8192;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    for (size_t k = 0; k + 1 < ck_count(); k++) {
      job j = {.threads = threads, .kernels = ck_at(k), .part = multiply_part};
      if (isa && strcmp(isa, j.kernels->name) != 0) continue;
      prepare(&j, types[i].type, rows, columns);
      timing t = measure(&j, seconds);
      double gb = 1e-9 * (double)ck_packed_size(j.w.type, rows, COLS);
      double gmac = 1e-9 * (double)(rows * COLS * columns);
      printf("%-13s %-5s threads %zu columns %3zu   ", j.kernels->name, types[i].name, threads,
             columns);
      printf("best %6.1f GB/s %7.1f GMAC/s   median %6.1f %7.1f\n", gb / t.best, gmac / t.best,
             gb / t.median, gmac / t.median);
      release(&j);
    }
}

static void read_bandwidth(size_t threads, double seconds) {
  static void (*const parts[])(job *, size_t) = {read_1, read_2, read_4};
  job j = {.threads = threads, .kernels = ck_at(0)};
  prepare(&j, CK_Q8_0, 2 * 131072, 1);
  double gb = 1e-9 * (double)ck_packed_size(CK_Q8_0, 2 * 131072, COLS);
  for (size_t i = 0; i < 3; i++) {
    j.part = parts[i];
    timing t = measure(&j, seconds);
    printf("%-13s %-5s threads %zu streams   %d   best %6.1f GB/s                   median %6.1f\n",
           "read", "", threads, 1 << i, gb / t.best, gb / t.median);
  }
  release(&j);
}

int main(int argc, char **argv) {
  const char *isa = NULL;
  size_t threads = ck_allowed_cpus(NULL, 0), columns = 0;
  double seconds = 0.4;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (strcmp(argv[i], "--isa") == 0) isa = argv[i + 1];
    else if (strcmp(argv[i], "--threads") == 0) threads = strtoul(argv[i + 1], NULL, 10);
    else if (strcmp(argv[i], "--columns") == 0) columns = strtoul(argv[i + 1], NULL, 10);
    else if (strcmp(argv[i], "--seconds") == 0) seconds = strtod(argv[i + 1], NULL);
  }
  if (threads == 0 || threads > MAX_THREADS) return 64;
  static const size_t usual[] = {1, 8, 512};
  read_bandwidth(threads, seconds);
  for (size_t i = 0; i < 3; i++)
    if (columns == 0 || i == 0)
      compare(isa, threads, columns ? columns : usual[i], seconds);
  return 0;
}
