#if defined(__aarch64__)
#include <arm_neon.h>

#include "neon.h"

#define CK_DOT_TARGET

// The sums that sdot makes, without sdot: pairs of products fit 16 bits, 2 x 128 x 127.
static inline __attribute__((always_inline)) int32x4_t dot_quad(int32x4_t sum, int8x16_t w,
                                                                int32x4_t quad) {
  int8x16_t x = vreinterpretq_s8_s32(quad);
  int16x8_t low = vmull_s8(vget_low_s8(w), vget_low_s8(x)), high = vmull_high_s8(w, x);
  return vpadalq_s16(sum, vpaddq_s16(low, high));
}

static inline __attribute__((always_inline)) int32x4_t dot_half(int32x4_t sum, const int8x16_t *w,
                                                                int8x16_t x) {
  int32x4_t quads = vreinterpretq_s32_s8(x);
  sum = dot_quad(sum, w[0], vdupq_laneq_s32(quads, 0));
  sum = dot_quad(sum, w[1], vdupq_laneq_s32(quads, 1));
  sum = dot_quad(sum, w[2], vdupq_laneq_s32(quads, 2));
  return dot_quad(sum, w[3], vdupq_laneq_s32(quads, 3));
}

#include "neon_tiles.h"

static void run_4x1(const ck_tile *t) { multiply_any(t, 4, 1); }
static void run_2x2(const ck_tile *t) { multiply_any(t, 2, 2); }
static void run_1x4(const ck_tile *t) { multiply_any(t, 1, 4); }

static const ck_shape shapes[] = {{4, 1, run_4x1}, {2, 2, run_2x2}, {1, 4, run_1x4}};

static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                     size_t stride) {
  ck_shapes fit = {shapes, sizeof shapes / sizeof *shapes};
  ck_walk(ck_is_float(w->type) ? ck_neon_float_shapes : fit, w, groups, x, y, stride);
}

static unsigned vector_bits(void) { return 128; }

const ck_kernels ck_neon = {
    .name = "neon",
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
