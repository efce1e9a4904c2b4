#ifndef KC_RANDOM_H
#define KC_RANDOM_H

#include <stdint.h>

// xorshift64*, seeded.
static inline uint64_t kc_next(uint64_t *state) {
  *state ^= *state >> 12;
  *state ^= *state << 25;
  *state ^= *state >> 27;
  return *state * 0x2545f4914f6cdd1dull;
}

// Uniform in -1...1.
static inline float kc_uniform(uint64_t *state) {
  return (float)(int32_t)(kc_next(state) >> 32) * 0x1p-31f;
}

#endif
