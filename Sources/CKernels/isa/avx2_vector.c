#if defined(__x86_64__)
#include "avx2.h"

#include "../attention.h"

enum { CHAINS = 4 }; // accumulators of 16 lanes: 8 of 16 registers

CK_AVX2 void ck_avx2_quantize(const ck_activations *x, size_t first, size_t last) {
  ck_lanes_quantize(x, first, last);
}

CK_AVX2 void ck_avx2_rms_norm(float *y, const float *x, const float *weight, size_t count,
                              float epsilon) {
  ck_lanes_rms_norm(y, x, weight, count, epsilon);
}

CK_AVX2 void ck_avx2_softmax(float *x, size_t count) {
  ck_lanes_softmax(x, count);
}

CK_AVX2 void ck_avx2_swiglu(float *y, const float *gate, const float *up, size_t count) {
  ck_lanes_swiglu(y, gate, up, count);
}

CK_AVX2 void ck_avx2_add(float *y, const float *x, size_t count) {
  ck_lanes_add(y, x, count);
}

CK_AVX2 void ck_avx2_rope_pairs(float *x, const float *cosine, const float *sine, size_t pairs) {
  ck_lanes_rope_pairs(x, cosine, sine, pairs);
}

CK_AVX2 void ck_avx2_rope_halves(float *x, const float *cosine, const float *sine, size_t pairs) {
  ck_lanes_rope_halves(x, cosine, sine, pairs);
}

CK_AVX2 void ck_avx2_to_half(uint16_t *y, const float *x, size_t count) {
  ck_lanes_to_half(y, x, count);
}

CK_AVX2 void ck_avx2_from_half(float *y, const uint16_t *x, size_t count) {
  ck_lanes_from_half(y, x, count);
}

CK_AVX2 void ck_avx2_store_key(uint16_t *keys, size_t position, const float *key, size_t size) {
  ck_lanes_store_key(keys, position, key, size);
}

CK_AVX2 void ck_avx2_attend_scores(float *scores, size_t stride, const float *queries, size_t count,
                                   const ck_context *context, float scale) {
  ck_lanes_attend_scores(scores, stride, queries, count, context, scale, CHAINS);
}

CK_AVX2 void ck_avx2_attend_values(float *y, const float *weights, size_t stride, size_t count,
                                   const ck_context *context) {
  ck_lanes_attend_values(y, weights, stride, count, context, CHAINS);
}

#endif
