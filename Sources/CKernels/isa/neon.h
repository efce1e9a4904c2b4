// What the NEON and SVE files share.
#ifndef CK_NEON_H
#define CK_NEON_H

#include "../tables.h"

// F32, F16 and BF16 weights.
extern const ck_shapes ck_neon_float_shapes;

// Quantized tiles by dot product; the matrix-product sets use them for few columns.
void ck_neon_dotprod_4x1(const ck_tile *tile);
void ck_neon_dotprod_2x2(const ck_tile *tile);
void ck_sve_4x1(const ck_tile *tile);

// The SVE vectors' width in bits; only where there is SVE.
unsigned ck_sve_vector_bits(void);

// The kernels that are not matrix products; SVE uses them too.
void ck_neon_quantize(const ck_activations *x, size_t first, size_t last);
void ck_neon_rms_norm(float *y, const float *x, const float *weight, size_t count, float epsilon);
void ck_neon_softmax(float *x, size_t count);
void ck_neon_swiglu(float *y, const float *gate, const float *up, size_t count);
void ck_neon_add(float *y, const float *x, size_t count);
void ck_neon_rope_pairs(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_neon_rope_halves(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_neon_to_half(uint16_t *y, const float *x, size_t count);
void ck_neon_from_half(float *y, const uint16_t *x, size_t count);
void ck_neon_store_key(uint16_t *keys, size_t position, const float *key, size_t size);
void ck_neon_attend_scores(float *scores, size_t stride, const float *queries, size_t count,
                           const ck_context *context, float scale);
void ck_neon_attend_values(float *y, const float *weights, size_t stride, size_t count,
                           const ck_context *context);

#endif
