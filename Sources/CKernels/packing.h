// The packed format, the same for every instruction set.
//
// Rows go in groups of 8. A quantized group has, per block of 32 columns, `lines` lines of 32
// bytes; byte 4r + i of a line belongs to row r and column i of a quad, where quad f is columns
// 4f...4f+3 of the block:
//   lines 0-3      low nibbles: quad `line`, high nibbles: quad `line` + 4         (4, 5, 6 bits)
//   line 4         bit f is bit 4 of quad f                                        (5 bits)
//   lines 4, 5     bits 2f, 2f + 1 are bits 4, 5 of quad 4 (line - 4) + f          (6 bits)
//   lines 0-7      quad `line`, signed bytes                                       (8 bits)
// Quants of 4, 5 and 6 bits are the file's unsigned values. The scale stream has, per group,
//   Q4_0 Q5_0 Q8_0  per block  f16 d[8]
//   Q4_1            per block  f16 d[8], f16 m[8]
//   Q4_K Q5_K       per 256    f16 d[8], f16 dmin[8], then per block u8 scale[8], u8 min[8]
//   Q6_K            per 256    f16 d[8], then per block i8 scale of columns 0-15 [8], of 16-31 [8]
// A float group is (cols, 8) elements, and has no scales.
#ifndef CK_PACKING_H
#define CK_PACKING_H

#include <stdbool.h>
#include <string.h>

#include "ckernels.h"

#define CK_INLINE static inline __attribute__((always_inline))

enum { CK_LINE = 32, CK_SUPER_BLOCKS = 8 };

CK_INLINE bool ck_is_float(ck_type type) {
  return type == CK_F32 || type == CK_F16 || type == CK_BF16;
}

CK_INLINE bool ck_is_super(ck_type type) {
  return type == CK_Q4_K || type == CK_Q5_K || type == CK_Q6_K;
}

CK_INLINE bool ck_has_minimum(ck_type type) {
  return type == CK_Q4_1 || type == CK_Q4_K || type == CK_Q5_K;
}

// Bits of a packed quant, and lines of a block: 4, 5, 6 or 8.
CK_INLINE int ck_lines(ck_type type) {
  switch (type) {
  case CK_Q4_0: case CK_Q4_1: case CK_Q4_K: return 4;
  case CK_Q5_0: case CK_Q5_K: return 5;
  case CK_Q6_K: return 6;
  default: return 8;
  }
}

// What is subtracted from the unsigned quant.
CK_INLINE int ck_offset(ck_type type) {
  switch (type) {
  case CK_Q4_0: return 8;
  case CK_Q5_0: return 16;
  case CK_Q6_K: return 32;
  default: return 0;
  }
}

// Blocks that share a step of the scale stream.
CK_INLINE size_t ck_step_blocks(ck_type type) { return ck_is_super(type) ? CK_SUPER_BLOCKS : 1; }

// Bytes of one step of the scale stream, for 8 rows.
CK_INLINE size_t ck_step_bytes(ck_type type) {
  switch (type) {
  case CK_Q4_0: case CK_Q5_0: case CK_Q8_0: return 16;
  case CK_Q4_1: return 32;
  case CK_Q4_K: case CK_Q5_K: return 160;
  case CK_Q6_K: return 144;
  default: return 0;
  }
}

// Where the per-block bytes of a K step begin.
CK_INLINE size_t ck_step_header(ck_type type) { return type == CK_Q6_K ? 16 : 32; }

CK_INLINE size_t ck_element_bytes(ck_type type) { return type == CK_F32 ? 4 : 2; }

CK_INLINE size_t ck_group_quant_bytes(ck_type type, size_t cols) {
  if (ck_is_float(type)) return cols * CK_GROUP_ROWS * ck_element_bytes(type);
  return cols / CK_BLOCK_COLUMNS * (size_t)ck_lines(type) * CK_LINE;
}

CK_INLINE size_t ck_group_scale_bytes(ck_type type, size_t cols) {
  if (ck_is_float(type)) return 0;
  return cols / CK_BLOCK_COLUMNS / ck_step_blocks(type) * ck_step_bytes(type);
}

CK_INLINE const uint8_t *ck_group_quants(const ck_matrix *w, size_t group) {
  return w->quants + group * ck_group_quant_bytes(w->type, w->cols);
}

CK_INLINE const uint8_t *ck_group_scales(const ck_matrix *w, size_t group) {
  return w->scales + group * ck_group_scale_bytes(w->type, w->cols);
}

CK_INLINE uint32_t ck_load32(const void *p) {
  uint32_t word;
  memcpy(&word, p, sizeof word);
  return word;
}

CK_INLINE float ck_float_of_bits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// Exact, subnormals included.
CK_INLINE float ck_float_of_half(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000) << 16;
  uint32_t rest = (uint32_t)(half & 0x7fff) << 13;
  uint32_t exponent = rest & 0x0f800000;
  if (exponent == 0x0f800000) return ck_float_of_bits(sign | (rest + 0x70000000));
  if (exponent != 0) return ck_float_of_bits(sign | (rest + 0x38000000));
  float magnitude = ck_float_of_bits(rest + 0x38800000) - ck_float_of_bits(0x38800000);
  return sign ? -magnitude : magnitude;
}

CK_INLINE float ck_load_half(const void *p) {
  uint16_t half;
  memcpy(&half, p, sizeof half);
  return ck_float_of_half(half);
}

CK_INLINE float ck_load_brain(const void *p) {
  uint16_t half;
  memcpy(&half, p, sizeof half);
  return ck_float_of_bits((uint32_t)half << 16);
}

#endif
