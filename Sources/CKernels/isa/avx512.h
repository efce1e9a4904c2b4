// What the AVX-512 files share.
#ifndef CK_AVX512_H
#define CK_AVX512_H

#include "avx2.h"

#define CK_AVX512                                                                                 \
  __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,f16c")))

// The kernels that are not matrix products.
void ck_avx512_quantize(const ck_activations *x, size_t first, size_t last);
void ck_avx512_rms_norm(float *y, const float *x, const float *weight, size_t count, float epsilon);
void ck_avx512_softmax(float *x, size_t count);
void ck_avx512_swiglu(float *y, const float *gate, const float *up, size_t count);
void ck_avx512_add(float *y, const float *x, size_t count);
void ck_avx512_rope_pairs(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_avx512_rope_halves(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_avx512_to_half(uint16_t *y, const float *x, size_t count);
void ck_avx512_from_half(float *y, const uint16_t *x, size_t count);
void ck_avx512_store_key(uint16_t *keys, size_t position, const float *key, size_t size);
void ck_avx512_attend_scores(float *scores, size_t stride, const float *queries, size_t count,
                             const ck_context *context, float scale);
void ck_avx512_attend_values(float *y, const float *weights, size_t stride, size_t count,
                             const ck_context *context);

#endif
