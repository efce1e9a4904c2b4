#if defined(__aarch64__)
#include <arm_neon.h>

#include "neon.h"

#define CK_DOT_TARGET __attribute__((target("arch=armv8.2-a+dotprod")))

static inline __attribute__((always_inline)) CK_DOT_TARGET int32x4_t
dot_half(int32x4_t sum, const int8x16_t *w, int8x16_t x) {
  sum = vdotq_laneq_s32(sum, w[0], x, 0);
  sum = vdotq_laneq_s32(sum, w[1], x, 1);
  sum = vdotq_laneq_s32(sum, w[2], x, 2);
  return vdotq_laneq_s32(sum, w[3], x, 3);
}

#include "neon_tiles.h"

CK_DOT_TARGET void ck_neon_dotprod_4x1(const ck_tile *t) { multiply_any(t, 4, 1); }
CK_DOT_TARGET void ck_neon_dotprod_2x2(const ck_tile *t) { multiply_any(t, 2, 2); }
CK_DOT_TARGET static void run_1x4(const ck_tile *t) { multiply_any(t, 1, 4); }

static const ck_shape shapes[] = {{4, 1, ck_neon_dotprod_4x1},
                                  {2, 2, ck_neon_dotprod_2x2},
                                  {1, 4, run_1x4}};

static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                     size_t stride) {
  ck_shapes fit = {shapes, sizeof shapes / sizeof *shapes};
  ck_walk(ck_is_float(w->type) ? ck_neon_float_shapes : fit, w, groups, x, y, stride);
}

static unsigned vector_bits(void) { return 128; }

const ck_kernels ck_neon_dotprod = {
    .name = "neon-dotprod",
    .vector_bits = vector_bits,
    .quantize = ck_neon_quantize,
    .multiply = multiply,
    .rms_norm = ck_neon_rms_norm,
    .softmax = ck_neon_softmax,
    .swiglu = ck_neon_swiglu,
    .add = ck_neon_add,
    .rope_pairs = ck_neon_rope_pairs,
    .rope_halves = ck_neon_rope_halves,
    .to_half = ck_neon_to_half,
    .from_half = ck_neon_from_half,
    .store_key = ck_neon_store_key,
    .attend_scores = ck_neon_attend_scores,
    .attend_values = ck_neon_attend_values,
};

#endif
