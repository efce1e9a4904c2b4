// What the AVX2 files share.
#ifndef CK_AVX2_H
#define CK_AVX2_H

#include "../tables.h"

#define CK_AVX2 __attribute__((target("avx2,fma,f16c")))

// F32, F16 and BF16 weights.
extern const ck_shapes ck_avx2_float_shapes;

// The kernels that are not matrix products; AVX-512 uses them too.
void ck_avx2_quantize(const ck_activations *x, size_t first, size_t last);
void ck_avx2_rms_norm(float *y, const float *x, const float *weight, size_t count, float epsilon);
void ck_avx2_softmax(float *x, size_t count);
void ck_avx2_swiglu(float *y, const float *gate, const float *up, size_t count);
void ck_avx2_add(float *y, const float *x, size_t count);
void ck_avx2_rope_pairs(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_avx2_rope_halves(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_avx2_to_half(uint16_t *y, const float *x, size_t count);
void ck_avx2_from_half(float *y, const uint16_t *x, size_t count);
void ck_avx2_store_key(uint16_t *keys, size_t position, const float *key, size_t size);
void ck_avx2_attend_scores(float *scores, size_t stride, const float *queries, size_t count,
                           const ck_context *context, float scale);
void ck_avx2_attend_values(float *y, const float *weights, size_t stride, size_t count,
                           const ck_context *context);

#endif
