#include "../scalar_vector.h"

#include <math.h>

#include "../exponential.h"
#include "../packing.h"

#pragma STDC FP_CONTRACT OFF

enum { LANES = 16 };

// 16 lanes to one, as a tree.
static float tree(float *lane) {
  for (int width = LANES / 2; width > 0; width /= 2)
    for (int l = 0; l < width; l++) lane[l] += lane[l + width];
  return lane[0];
}

float ck_exp(float x) {
  float clamped = x > CK_EXP_MAX ? CK_EXP_MAX : x;
  clamped = clamped < CK_EXP_MIN ? CK_EXP_MIN : clamped;
  float shifted = fmaf(clamped, CK_LOG2_E, CK_ROUND_TO_INT);
  float n = shifted - CK_ROUND_TO_INT;
  float r = fmaf(n, -CK_LN2_LOW, fmaf(n, -CK_LN2_HIGH, clamped));
  float p = fmaf(CK_EXP_P0, r, CK_EXP_P1);
  p = fmaf(p, r, CK_EXP_P2);
  p = fmaf(p, r, CK_EXP_P3);
  p = fmaf(p, r, CK_EXP_P4);
  p = fmaf(p, r, CK_EXP_P5);
  p = fmaf(p, r * r, r) + 1.0f;
  float power = ck_float_of_bits((uint32_t)((int32_t)n + 127) << 23);
  return x < CK_EXP_MIN ? 0.0f : p * power;
}

static float largest_magnitude(const float *x) {
  float largest = 0;
  for (int i = 0; i < CK_BLOCK_COLUMNS; i++) largest = fmaxf(largest, fabsf(x[i]));
  return largest;
}

static void quantize_block(const ck_activations *x, size_t block) {
  const float *values = x->values + block * CK_BLOCK_COLUMNS;
  int8_t *quants = x->quants + block * CK_BLOCK_COLUMNS;
  float largest = largest_magnitude(values);
  bool zero = largest < CK_SMALLEST_BLOCK;
  float inverse = zero ? 0.0f : 127.0f / largest;
  int16_t sum[2] = {0, 0};
  for (int i = 0; i < CK_BLOCK_COLUMNS; i++) {
    float rounded = (values[i] * inverse + CK_ROUND_TO_INT) - CK_ROUND_TO_INT;
    quants[i] = (int8_t)rounded;
    sum[i / 16] = (int16_t)(sum[i / 16] + quants[i]);
  }
  x->scale[block] = zero ? 0.0f : largest / 127.0f;
  x->scaled_sum[block] = x->scale[block] * (float)(sum[0] + sum[1]);
  memcpy(x->half_sums + 2 * block, sum, sizeof sum);
}

void ck_scalar_quantize(const ck_activations *x, size_t first, size_t last) {
  size_t blocks = x->cols / CK_BLOCK_COLUMNS;
  for (size_t block = first * blocks; block < last * blocks; block++) quantize_block(x, block);
}

void ck_scalar_rms_norm(float *y, const float *x, const float *weight, size_t count,
                        float epsilon) {
  float lane[LANES] = {0};
  for (size_t i = 0; i < count; i++) lane[i % LANES] = fmaf(x[i], x[i], lane[i % LANES]);
  float inverse = 1.0f / sqrtf(tree(lane) / (float)count + epsilon);
  for (size_t i = 0; i < count; i++) y[i] = x[i] * inverse * weight[i];
}

void ck_scalar_softmax(float *x, size_t count) {
  float largest = x[0], lane[LANES] = {0};
  for (size_t i = 1; i < count; i++) largest = fmaxf(largest, x[i]);
  for (size_t i = 0; i < count; i++) {
    x[i] = ck_exp(x[i] - largest);
    lane[i % LANES] += x[i];
  }
  float inverse = 1.0f / tree(lane);
  for (size_t i = 0; i < count; i++) x[i] *= inverse;
}

void ck_scalar_swiglu(float *y, const float *gate, const float *up, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = gate[i] / (1.0f + ck_exp(-gate[i])) * up[i];
}

void ck_scalar_add(float *y, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] += x[i];
}

static void rotate(float *a, float *b, float cosine, float sine) {
  float rotated = fmaf(*a, cosine, -(*b * sine));
  *b = fmaf(*a, sine, *b * cosine);
  *a = rotated;
}

void ck_scalar_rope_pairs(float *x, const float *cosine, const float *sine, size_t pairs) {
  for (size_t i = 0; i < pairs; i++) rotate(&x[2 * i], &x[2 * i + 1], cosine[i], sine[i]);
}

void ck_scalar_rope_halves(float *x, const float *cosine, const float *sine, size_t pairs) {
  for (size_t i = 0; i < pairs; i++) rotate(&x[i], &x[i + pairs], cosine[i], sine[i]);
}

// Adding a power of two leaves the float's own rounding to place the last bit of the half.
static uint16_t half_of_float(float x) {
  uint32_t bits;
  memcpy(&bits, &x, sizeof bits);
  uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
  uint32_t magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return (uint16_t)(sign | 0x7e00 | (magnitude >> 13 & 0x3ff));
  if (magnitude >= 0x477ff000) return (uint16_t)(sign | 0x7c00);
  if (magnitude < 0x38800000) {
    float shifted = ck_float_of_bits(magnitude) + 0.5f;
    memcpy(&bits, &shifted, sizeof bits);
    return (uint16_t)(sign | (bits - 0x3f000000));
  }
  magnitude += 0xfff + (magnitude >> 13 & 1);
  return (uint16_t)(sign | ((magnitude - 0x38000000) >> 13));
}

void ck_scalar_to_half(uint16_t *y, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = half_of_float(x[i]);
}

void ck_scalar_from_half(float *y, const uint16_t *x, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] = ck_float_of_half(x[i]);
}

enum { POSITIONS = 16 }; // of keys side by side

void ck_scalar_store_key(uint16_t *keys, size_t position, const float *key, size_t size) {
  uint16_t *block = keys + position / POSITIONS * size * POSITIONS;
  for (size_t i = 0; i < size; i++)
    block[i * POSITIONS + position % POSITIONS] = half_of_float(key[i]);
}

void ck_scalar_attend_scores(float *scores, size_t stride, const float *queries, size_t count,
                             const ck_context *context, float scale) {
  size_t size = context->size;
  size_t end = (context->positions + POSITIONS - 1) / POSITIONS * POSITIONS;
  for (size_t q = 0; q < count; q++)
    for (size_t t = 0; t < end; t++) {
      const uint16_t *key = context->keys + t / POSITIONS * size * POSITIONS + t % POSITIONS;
      float acc = 0;
      for (size_t i = 0; i < size; i++)
        acc = fmaf(queries[q * size + i], ck_float_of_half(key[i * POSITIONS]), acc);
      scores[q * stride + t] = acc * scale;
    }
}

void ck_scalar_attend_values(float *y, const float *weights, size_t stride, size_t count,
                             const ck_context *context) {
  size_t size = context->size;
  for (size_t q = 0; q < count; q++)
    for (size_t i = 0; i < size; i++) {
      float acc = 0;
      for (size_t t = 0; t < context->positions; t++)
        acc = fmaf(weights[q * stride + t], ck_float_of_half(context->values[t * size + i]), acc);
      y[q * size + i] = acc;
    }
}
