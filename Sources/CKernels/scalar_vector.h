// The reference of the kernels that are not matrix products.
#ifndef CK_SCALAR_VECTOR_H
#define CK_SCALAR_VECTOR_H

#include "ckernels.h"

void ck_scalar_quantize(const ck_activations *x, size_t first, size_t last);
void ck_scalar_rms_norm(float *y, const float *x, const float *weight, size_t count,
                        float epsilon);
void ck_scalar_softmax(float *x, size_t count);
void ck_scalar_swiglu(float *y, const float *gate, const float *up, size_t count);
void ck_scalar_add(float *y, const float *x, size_t count);
void ck_scalar_rope_pairs(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_scalar_rope_halves(float *x, const float *cosine, const float *sine, size_t pairs);
void ck_scalar_to_half(uint16_t *y, const float *x, size_t count);
void ck_scalar_from_half(float *y, const uint16_t *x, size_t count);
void ck_scalar_store_key(uint16_t *keys, size_t position, const float *key, size_t size);
void ck_scalar_attend_scores(float *scores, size_t stride, const float *queries, size_t count,
                             const ck_context *context, float scale);
void ck_scalar_attend_values(float *y, const float *weights, size_t stride, size_t count,
                             const ck_context *context);

#endif
