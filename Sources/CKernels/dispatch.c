#include "tables.h"

#if defined(__x86_64__)
static bool runs_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
         __builtin_cpu_supports("f16c");
}

static bool runs_avx512vnni(void) {
  return runs_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vnni");
}
#elif defined(__aarch64__)
#include <sys/auxv.h>

// Bits of Linux' arm64 hwcaps, named here because older headers lack some of them.
static bool has(unsigned bit) { return getauxval(AT_HWCAP) >> bit & 1; }
static bool has2(unsigned bit) { return getauxval(AT_HWCAP2) >> bit & 1; }

static bool runs_neon(void) { return true; }
static bool runs_neon_dotprod(void) { return has(20); }
static bool runs_neon_i8mm(void) { return has(20) && has2(13); }
static bool runs_sve(void) { return has(22); }
static bool runs_sve_i8mm(void) { return has(22) && has2(9); }
#endif

static bool runs_scalar(void) { return true; }

// Best first: measured on x86-64; on arm64 by llvm-mca's cycles per weight for neoverse-v1 and v2,
// where the sets above "neon" lie within some 15 % of each other.
static const struct {
  const ck_kernels *kernels;
  bool (*runs)(void);
} known[] = {
#if defined(__x86_64__)
    {&ck_avx512vnni, runs_avx512vnni},
    {&ck_avx2, runs_avx2},
#elif defined(__aarch64__)
    {&ck_neon_i8mm, runs_neon_i8mm},
    {&ck_sve_i8mm, runs_sve_i8mm},
    {&ck_neon_dotprod, runs_neon_dotprod},
    {&ck_sve, runs_sve},
    {&ck_neon, runs_neon},
#endif
    {&ck_scalar, runs_scalar},
};

const ck_kernels *ck_at(size_t index) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (known[i].runs() && index-- == 0) return known[i].kernels;
  return NULL;
}

size_t ck_count(void) {
  size_t count = 0;
  while (ck_at(count)) count++;
  return count;
}

const ck_kernels *ck_find(const char *name) {
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (strcmp(known[i].kernels->name, name) == 0)
      return known[i].runs() ? known[i].kernels : NULL;
  return NULL;
}
