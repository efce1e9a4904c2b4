// Reads packed blocks into NEON registers: a part is rows 0-3 or 4-7 of a group, 16 bytes a line.
#ifndef CK_NEON_DECODE_H
#define CK_NEON_DECODE_H

#include <arm_neon.h>

#include "../tables.h"

// Quads 4 half ... 4 half + 3 of a part, as stored.
CK_INLINE void ck_load_quads(int8x16_t *w, ck_type type, const uint8_t *lines, int half,
                             int part) {
  int count = ck_lines(type);
  uint8x16_t high = vdupq_n_u8(0);
  if (count == 5) high = vld1q_u8(lines + 4 * CK_LINE + 16 * part);
  if (count == 6) high = vld1q_u8(lines + (4 + half) * CK_LINE + 16 * part);
#pragma unroll
  for (int i = 0; i < 4; i++) {
    if (count == 8) {
      w[i] = vreinterpretq_s8_u8(vld1q_u8(lines + (4 * half + i) * CK_LINE + 16 * part));
      continue;
    }
    uint8x16_t line = vld1q_u8(lines + i * CK_LINE + 16 * part);
    uint8x16_t value = half == 0 ? vandq_u8(line, vdupq_n_u8(15)) : vshrq_n_u8(line, 4);
    if (count == 5) {
      uint8x16_t set = vtstq_u8(high, vdupq_n_u8((uint8_t)(1 << (4 * half + i))));
      value = vorrq_u8(value, vandq_u8(set, vdupq_n_u8(16)));
    }
    if (count == 6) {
      uint8x16_t bits = vshlq_u8(high, vdupq_n_s8((int8_t)(4 - 2 * i)));
      value = vorrq_u8(value, vandq_u8(bits, vdupq_n_u8(0x30)));
    }
    w[i] = vreinterpretq_s8_u8(value);
  }
}

CK_INLINE float32x4_t ck_load_halves(const uint8_t *p, int part) {
  return vcvt_f32_f16(vreinterpret_f16_u8(vld1_u8(p + 8 * part)));
}

CK_INLINE float32x4_t ck_load_bytes(const uint8_t *p, int part) {
  uint16x8_t wide = vmovl_u8(vld1_u8(p));
  return vcvtq_f32_u32(vmovl_u16(part == 0 ? vget_low_u16(wide) : vget_high_u16(wide)));
}

CK_INLINE float32x4_t ck_block_scale(ck_type type, const uint8_t *step, size_t b, int part) {
  float32x4_t d = ck_load_halves(step, part);
  if (type != CK_Q4_K && type != CK_Q5_K) return d;
  return vmulq_f32(d, ck_load_bytes(step + ck_step_header(type) + 16 * b, part));
}

CK_INLINE float32x4_t ck_block_minimum(ck_type type, const uint8_t *step, size_t b, int part) {
  float32x4_t m = ck_load_halves(step + 16, part);
  if (type == CK_Q4_1) return m;
  return vnegq_f32(vmulq_f32(m, ck_load_bytes(step + ck_step_header(type) + 16 * b + 8, part)));
}

// Q6_K's scale of 16 columns.
CK_INLINE int32x4_t ck_half_scale(const uint8_t *step, size_t b, int half, int part) {
  const uint8_t *scale = step + ck_step_header(CK_Q6_K) + 16 * b + 8 * half;
  int16x8_t wide = vmovl_s8(vreinterpret_s8_u8(vld1_u8(scale)));
  return vmovl_s16(part == 0 ? vget_low_s16(wide) : vget_high_s16(wide));
}

// Minus the offset times the sum of 16 or of 32 activations: where a sum starts.
CK_INLINE int32_t ck_sum_start(ck_type type, const int16_t *half_sums, int half) {
  if (type == CK_Q6_K) return -ck_offset(type) * half_sums[half];
  return -ck_offset(type) * (half_sums[0] + half_sums[1]);
}

#endif
