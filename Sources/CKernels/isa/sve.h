// Reads packed blocks into SVE registers of any length: a lane is a row, from row `row` on.
//
// Everything here is for 32-bit lanes and loads nothing beyond row `row` + the lanes' count or
// beyond a group; lanes without a row are zero.
#ifndef CK_SVE_H
#define CK_SVE_H

#include <arm_sve.h>

#include "neon.h"

#define CK_SVE __attribute__((target("arch=armv8.2-a+sve")))

// Brings bit `from` of every byte to bit 4.
CK_INLINE CK_SVE svuint8_t ck_sve_shift(svuint8_t bytes, int from, svbool_t all) {
  if (from == 4) return bytes;
  return from < 4 ? svlsl_n_u8_x(all, bytes, (uint8_t)(4 - from))
                  : svlsr_n_u8_x(all, bytes, (uint8_t)(from - 4));
}

// Quad `quad` of the rows that `bytes`, 4 a row, selects; `lines` points at the first of them.
CK_INLINE CK_SVE svint8_t ck_sve_quad(ck_type type, const uint8_t *lines, int quad,
                                      svbool_t bytes) {
  int count = ck_lines(type);
  if (count == 8) return svreinterpret_s8_u8(svld1_u8(bytes, lines + quad * CK_LINE));
  svuint8_t line = svld1_u8(bytes, lines + quad % 4 * CK_LINE);
  svbool_t all = svptrue_b8();
  svuint8_t value = quad < 4 ? svand_n_u8_x(all, line, 15) : svlsr_n_u8_x(all, line, 4);
  if (count == 5) {
    svuint8_t bits = ck_sve_shift(svld1_u8(bytes, lines + 4 * CK_LINE), quad, all);
    value = svorr_u8_x(all, value, svand_n_u8_x(all, bits, 0x10));
  }
  if (count == 6) {
    svuint8_t bits = svld1_u8(bytes, lines + (4 + quad / 4) * CK_LINE);
    bits = ck_sve_shift(bits, 2 * (quad % 4), all);
    value = svorr_u8_x(all, value, svand_n_u8_x(all, bits, 0x30));
  }
  return svreinterpret_s8_u8(value);
}

CK_INLINE CK_SVE svfloat32_t ck_sve_halves(const uint8_t *p, size_t row, svbool_t rows) {
  svuint32_t halves = svld1uh_u32(rows, (const uint16_t *)p + row);
  return svcvt_f32_f16_x(rows, svreinterpret_f16_u32(halves));
}

CK_INLINE CK_SVE svfloat32_t ck_sve_bytes(const uint8_t *p, size_t row, svbool_t rows) {
  return svcvt_f32_u32_x(rows, svld1ub_u32(rows, p + row));
}

CK_INLINE CK_SVE svfloat32_t ck_sve_scale(ck_type type, const uint8_t *step, size_t b, size_t row,
                                          svbool_t rows) {
  svfloat32_t d = ck_sve_halves(step, row, rows);
  if (type != CK_Q4_K && type != CK_Q5_K) return d;
  return svmul_f32_x(rows, d, ck_sve_bytes(step + ck_step_header(type) + 16 * b, row, rows));
}

CK_INLINE CK_SVE svfloat32_t ck_sve_minimum(ck_type type, const uint8_t *step, size_t b,
                                            size_t row, svbool_t rows) {
  svfloat32_t m = ck_sve_halves(step + 16, row, rows);
  if (type == CK_Q4_1) return m;
  const uint8_t *minimum = step + ck_step_header(type) + 16 * b + 8;
  return svneg_f32_x(rows, svmul_f32_x(rows, m, ck_sve_bytes(minimum, row, rows)));
}

// Q6_K's scale of 16 columns.
CK_INLINE CK_SVE svint32_t ck_sve_half_scale(const uint8_t *step, size_t b, int half, size_t row,
                                             svbool_t rows) {
  const uint8_t *scale = step + ck_step_header(CK_Q6_K) + 16 * b + 8 * half;
  return svld1sb_s32(rows, (const int8_t *)scale + row);
}

// Minus the offset times the sum of 16 or of 32 activations of a column: where a sum starts.
CK_INLINE int32_t ck_sve_start(const ck_tile *t, ck_type type, size_t column, size_t block,
                               int half) {
  const int16_t *sums = t->x->half_sums + 2 * (ck_tile_block(t, column) + block);
  return -ck_offset(type) * (type == CK_Q6_K ? sums[half] : sums[0] + sums[1]);
}

#endif
