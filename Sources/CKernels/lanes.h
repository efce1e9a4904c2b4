// The kernels that are not matrix products, on 16 float lanes.
//
// Bodies for the functions of an instruction set to inline: the compiler spreads the 16 lanes over
// whatever registers the caller's target has, and the arithmetic is that of scalar_vector.c.
#ifndef CK_LANES_H
#define CK_LANES_H

#include "exponential.h"
#include "packing.h"

#pragma STDC FP_CONTRACT OFF

enum { CK_LANES = 16 };

typedef float ck_lanes __attribute__((vector_size(64), aligned(4)));
typedef int32_t ck_lane_ints __attribute__((vector_size(64), aligned(4)));
typedef int8_t ck_lane_bytes __attribute__((vector_size(16), aligned(1)));
typedef _Float16 ck_lane_halves __attribute__((vector_size(32), aligned(2)));

// Pointers, not values, pass between these functions: a 64-byte vector has no fixed calling
// convention across targets.

CK_INLINE void ck_lanes_load(ck_lanes *v, const float *x, size_t count) {
  if (count >= CK_LANES) {
    *v = *(const ck_lanes *)x;
    return;
  }
  *v = (ck_lanes){0};
  memcpy(v, x, count * sizeof *x);
}

CK_INLINE void ck_lanes_load_half(ck_lanes *v, const uint16_t *x, size_t count) {
  ck_lane_halves halves = {0};
  if (count >= CK_LANES) halves = *(const ck_lane_halves *)x;
  else memcpy(&halves, x, count * sizeof *x);
  *v = __builtin_convertvector(halves, ck_lanes);
}

// All lanes to one number. Less zero keeps every number, while plus zero would cost an addition.
CK_INLINE void ck_lanes_splat(ck_lanes *v, float x) { *v = x - (ck_lanes){0}; }

CK_INLINE void ck_lanes_store(float *x, const ck_lanes *v, size_t count) {
  if (count >= CK_LANES) *(ck_lanes *)x = *v;
  else memcpy(x, v, count * sizeof *x);
}

CK_INLINE float ck_lanes_tree(const ck_lanes *v) {
  typedef float lanes8 __attribute__((vector_size(32)));
  typedef float lanes4 __attribute__((vector_size(16)));
  lanes8 a = __builtin_shufflevector(*v, *v, 0, 1, 2, 3, 4, 5, 6, 7) +
             __builtin_shufflevector(*v, *v, 8, 9, 10, 11, 12, 13, 14, 15);
  lanes4 b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
  return (b[0] + b[2]) + (b[1] + b[3]);
}

CK_INLINE void ck_lanes_exp(ck_lanes *v) {
  ck_lanes x = *v, zero = {0};
  ck_lanes clamped = __builtin_elementwise_min(x, zero + CK_EXP_MAX);
  clamped = __builtin_elementwise_max(clamped, zero + CK_EXP_MIN);
  ck_lanes shifted = __builtin_elementwise_fma(clamped, zero + CK_LOG2_E, zero + CK_ROUND_TO_INT);
  ck_lanes n = shifted - CK_ROUND_TO_INT;
  ck_lanes r = __builtin_elementwise_fma(n, zero - CK_LN2_HIGH, clamped);
  r = __builtin_elementwise_fma(n, zero - CK_LN2_LOW, r);
  ck_lanes p = __builtin_elementwise_fma(zero + CK_EXP_P0, r, zero + CK_EXP_P1);
  p = __builtin_elementwise_fma(p, r, zero + CK_EXP_P2);
  p = __builtin_elementwise_fma(p, r, zero + CK_EXP_P3);
  p = __builtin_elementwise_fma(p, r, zero + CK_EXP_P4);
  p = __builtin_elementwise_fma(p, r, zero + CK_EXP_P5);
  p = __builtin_elementwise_fma(p, r * r, r) + 1.0f;
  ck_lane_ints power = (__builtin_convertvector(n, ck_lane_ints) + 127) << 23;
  ck_lane_ints kept = ~(ck_lane_ints)(x < zero + CK_EXP_MIN);
  *v = (ck_lanes)((ck_lane_ints)(p * (ck_lanes)power) & kept);
}

CK_INLINE void ck_lanes_quantize_block(const ck_activations *x, size_t block) {
  const ck_lanes *values = (const ck_lanes *)(x->values + block * CK_BLOCK_COLUMNS);
  float largest = __builtin_reduce_max(__builtin_elementwise_max(
      __builtin_elementwise_abs(values[0]), __builtin_elementwise_abs(values[1])));
  bool zero = largest < CK_SMALLEST_BLOCK;
  float inverse = zero ? 0.0f : 127.0f / largest;
  int sum[2];
  for (int half = 0; half < 2; half++) {
    ck_lanes rounded = (values[half] * inverse + CK_ROUND_TO_INT) - CK_ROUND_TO_INT;
    ck_lane_ints quants = __builtin_convertvector(rounded, ck_lane_ints);
    ((ck_lane_bytes *)x->quants)[2 * block + half] = __builtin_convertvector(quants, ck_lane_bytes);
    sum[half] = __builtin_reduce_add(quants);
    x->half_sums[2 * block + half] = (int16_t)sum[half];
  }
  x->scale[block] = zero ? 0.0f : largest / 127.0f;
  x->scaled_sum[block] = x->scale[block] * (float)(sum[0] + sum[1]);
}

CK_INLINE void ck_lanes_quantize(const ck_activations *x, size_t first, size_t last) {
  size_t blocks = x->cols / CK_BLOCK_COLUMNS;
  for (size_t b = first * blocks; b < last * blocks; b++) ck_lanes_quantize_block(x, b);
}

CK_INLINE void ck_lanes_rms_norm(float *y, const float *x, const float *weight, size_t count,
                                 float epsilon) {
  ck_lanes sum = {0}, v, w;
  for (size_t i = 0; i < count; i += CK_LANES) {
    ck_lanes_load(&v, x + i, count - i);
    sum = __builtin_elementwise_fma(v, v, sum);
  }
  float inverse = 1.0f / __builtin_sqrtf(ck_lanes_tree(&sum) / (float)count + epsilon);
  for (size_t i = 0; i < count; i += CK_LANES) {
    ck_lanes_load(&v, x + i, count - i);
    ck_lanes_load(&w, weight + i, count - i);
    v = v * inverse * w;
    ck_lanes_store(y + i, &v, count - i);
  }
}

CK_INLINE void ck_lanes_softmax(float *x, size_t count) {
  ck_lanes sum = {0}, v, greatest = (ck_lanes){0} + x[0];
  size_t whole = count / CK_LANES * CK_LANES;
  for (size_t i = 0; i < whole; i += CK_LANES)
    greatest = __builtin_elementwise_max(greatest, *(const ck_lanes *)(x + i));
  float largest = __builtin_reduce_max(greatest);
  for (size_t i = whole; i < count; i++) largest = x[i] > largest ? x[i] : largest;
  for (size_t i = 0; i < whole; i += CK_LANES) {
    v = *(const ck_lanes *)(x + i) - largest;
    ck_lanes_exp(&v);
    sum += v;
    *(ck_lanes *)(x + i) = v;
  }
  if (whole < count) {
    ck_lanes_load(&v, x + whole, count - whole);
    v -= largest;
    ck_lanes_exp(&v);
    ck_lanes_store(x + whole, &v, count - whole);
    ck_lanes_load(&v, x + whole, count - whole);
    sum += v;
  }
  float inverse = 1.0f / ck_lanes_tree(&sum);
  for (size_t i = 0; i < count; i++) x[i] *= inverse;
}

CK_INLINE void ck_lanes_swiglu(float *y, const float *gate, const float *up, size_t count) {
  for (size_t i = 0; i < count; i += CK_LANES) {
    ck_lanes g, u;
    ck_lanes_load(&g, gate + i, count - i);
    ck_lanes_load(&u, up + i, count - i);
    ck_lanes e = -g;
    ck_lanes_exp(&e);
    u = g / (1.0f + e) * u;
    ck_lanes_store(y + i, &u, count - i);
  }
}

CK_INLINE void ck_lanes_add(float *y, const float *x, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] += x[i];
}

CK_INLINE void ck_lanes_rotate(float *a, float *b, float cosine, float sine) {
  float rotated = __builtin_fmaf(*a, cosine, -(*b * sine));
  *b = __builtin_fmaf(*a, sine, *b * cosine);
  *a = rotated;
}

CK_INLINE void ck_lanes_rope_pairs(float *x, const float *cosine, const float *sine,
                                   size_t pairs) {
  for (size_t i = 0; i < pairs; i++)
    ck_lanes_rotate(&x[2 * i], &x[2 * i + 1], cosine[i], sine[i]);
}

CK_INLINE void ck_lanes_rope_halves(float *x, const float *cosine, const float *sine,
                                    size_t pairs) {
  for (size_t i = 0; i < pairs; i++) ck_lanes_rotate(&x[i], &x[i + pairs], cosine[i], sine[i]);
}

CK_INLINE void ck_lanes_to_half(uint16_t *y, const float *x, size_t count) {
  for (size_t i = 0; i < count; i += CK_LANES) {
    ck_lanes v;
    ck_lanes_load(&v, x + i, count - i);
    ck_lane_halves halves = __builtin_convertvector(v, ck_lane_halves);
    memcpy(y + i, &halves, (count - i < CK_LANES ? count - i : CK_LANES) * sizeof *y);
  }
}

CK_INLINE void ck_lanes_from_half(float *y, const uint16_t *x, size_t count) {
  for (size_t i = 0; i < count; i += CK_LANES) {
    ck_lanes v;
    ck_lanes_load_half(&v, x + i, count - i);
    ck_lanes_store(y + i, &v, count - i);
  }
}

#endif
