#if defined(__aarch64__)
#include "neon.h"

#include "../attention.h"

enum { CHAINS = 4 }; // accumulators of 16 lanes: 16 of 32 registers

void ck_neon_quantize(const ck_activations *x, size_t first, size_t last) {
  ck_lanes_quantize(x, first, last);
}

void ck_neon_rms_norm(float *y, const float *x, const float *weight, size_t count, float epsilon) {
  ck_lanes_rms_norm(y, x, weight, count, epsilon);
}

void ck_neon_softmax(float *x, size_t count) {
  ck_lanes_softmax(x, count);
}

void ck_neon_swiglu(float *y, const float *gate, const float *up, size_t count) {
  ck_lanes_swiglu(y, gate, up, count);
}

void ck_neon_add(float *y, const float *x, size_t count) {
  ck_lanes_add(y, x, count);
}

void ck_neon_rope_pairs(float *x, const float *cosine, const float *sine, size_t pairs) {
  ck_lanes_rope_pairs(x, cosine, sine, pairs);
}

void ck_neon_rope_halves(float *x, const float *cosine, const float *sine, size_t pairs) {
  ck_lanes_rope_halves(x, cosine, sine, pairs);
}

void ck_neon_to_half(uint16_t *y, const float *x, size_t count) {
  ck_lanes_to_half(y, x, count);
}

void ck_neon_from_half(float *y, const uint16_t *x, size_t count) {
  ck_lanes_from_half(y, x, count);
}

void ck_neon_store_key(uint16_t *keys, size_t position, const float *key, size_t size) {
  ck_lanes_store_key(keys, position, key, size);
}

void ck_neon_attend_scores(float *scores, size_t stride, const float *queries, size_t count,
                           const ck_context *context, float scale) {
  ck_lanes_attend_scores(scores, stride, queries, count, context, scale, CHAINS);
}

void ck_neon_attend_values(float *y, const float *weights, size_t stride, size_t count,
                           const ck_context *context) {
  ck_lanes_attend_values(y, weights, stride, count, context, CHAINS);
}

#endif
