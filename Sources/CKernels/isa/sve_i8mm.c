#if defined(__aarch64__)
#include "sve.h"

#pragma STDC FP_CONTRACT OFF

#define CK_SVE_I8MM __attribute__((target("arch=armv8.2-a+sve+i8mm")))

// Each 128-bit segment holds a 2 x 2 product: (row 0, column 0), (row 0, column 1), (row 1, ...).
// So a vector holds half as many rows as it has 32-bit lanes, and a pass covers that many.
typedef struct {
  const uint8_t *lines, *step;
  size_t row, b, block;
} place;

CK_INLINE CK_SVE_I8MM size_t last_row(size_t row) {
  size_t last = row + svcntd();
  return last < CK_GROUP_ROWS ? last : CK_GROUP_ROWS;
}

// Rows in pairs over 8 columns: words of two lines interleaved.
CK_INLINE CK_SVE_I8MM svint8_t row_pairs(ck_type type, const place *at, int quad) {
  svbool_t bytes = svwhilelt_b8_u64(4 * at->row, 4 * last_row(at->row));
  const uint8_t *lines = at->lines + 4 * at->row;
  svint32_t a = svreinterpret_s32_s8(ck_sve_quad(type, lines, quad, bytes));
  svint32_t b = svreinterpret_s32_s8(ck_sve_quad(type, lines, quad + 1, bytes));
  return svreinterpret_s8_s32(svzip1_s32(a, b));
}

// 8 entries of two columns, in every segment.
CK_INLINE CK_SVE_I8MM svint8_t column_pair(const int8_t *a, const int8_t *b) {
  uint64_t x, y;
  memcpy(&x, a, sizeof x);
  memcpy(&y, b, sizeof y);
  return svreinterpret_s8_u64(svzip1_u64(svdup_n_u64(x), svdup_n_u64(y)));
}

CK_INLINE CK_SVE_I8MM svfloat32_t alternate(const float *values, size_t a, size_t b) {
  return svzip1_f32(svdup_n_f32(values[a]), svdup_n_f32(values[b]));
}

// 16 columns of the weights with a pair of columns of x, added to what the other half gave.
CK_INLINE CK_SVE_I8MM void add_half(svint32_t *sum, const ck_tile *t, ck_type type, size_t pair,
                                    const place *at, int half, svint8_t w0, svint8_t w1) {
  size_t k = at->block * CK_BLOCK_COLUMNS + 16 * (size_t)half;
  const int8_t *a = ck_tile_quants(t, 2 * pair) + k, *b = ck_tile_quants(t, 2 * pair + 1) + k;
  svint32_t part = *sum;
  if (half == 0 || type == CK_Q6_K)
    part = svzip1_s32(svdup_n_s32(ck_sve_start(t, type, 2 * pair, at->block, half)),
                      svdup_n_s32(ck_sve_start(t, type, 2 * pair + 1, at->block, half)));
  part = svmmla_s32(part, w0, column_pair(a, b));
  part = svmmla_s32(part, w1, column_pair(a + 8, b + 8));
  if (type == CK_Q6_K) {
    svbool_t rows = svwhilelt_b32_u64(at->row, last_row(at->row));
    svint32_t scale = ck_sve_half_scale(at->step, at->b, half, at->row, rows);
    scale = svzip1_s32(scale, scale);
    part = half == 0 ? svmul_s32_x(svptrue_b32(), part, scale)
                     : svmla_s32_x(svptrue_b32(), *sum, part, scale);
  }
  *sum = part;
}

// acc += the block's contribution, as ckernels.h orders it.
CK_INLINE CK_SVE_I8MM void add_sum(svfloat32_t *acc, const ck_tile *t, ck_type type, size_t pair,
                                   const place *at, svint32_t sum, svfloat32_t scale,
                                   svfloat32_t minimum) {
  svbool_t all = svptrue_b32();
  size_t a = ck_tile_block(t, 2 * pair) + at->block;
  size_t b = ck_tile_block(t, 2 * pair + 1) + at->block;
  svfloat32_t factor = svmul_f32_x(all, scale, alternate(t->x->scale, a, b));
  *acc = svmla_f32_x(all, *acc, factor, svcvt_f32_s32_x(all, sum));
  if (ck_has_minimum(type))
    *acc = svmla_f32_x(all, *acc, minimum, alternate(t->x->scaled_sum, a, b));
}

// A block of one group with 2 or 4 pairs of columns; SVE vectors make no arrays.
CK_INLINE CK_SVE_I8MM void add_block(svfloat32_t *acc0, svfloat32_t *acc1, svfloat32_t *acc2,
                                     svfloat32_t *acc3, const ck_tile *t, ck_type type, int pairs,
                                     const place *at) {
  svint32_t sum0 = svdup_n_s32(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
#pragma unroll
  for (int half = 0; half < 2; half++) {
    svint8_t w0 = row_pairs(type, at, 4 * half), w1 = row_pairs(type, at, 4 * half + 2);
    add_half(&sum0, t, type, 0, at, half, w0, w1);
    add_half(&sum1, t, type, 1, at, half, w0, w1);
    if (pairs == 2) continue;
    add_half(&sum2, t, type, 2, at, half, w0, w1);
    add_half(&sum3, t, type, 3, at, half, w0, w1);
  }
  svbool_t rows = svwhilelt_b32_u64(at->row, last_row(at->row));
  svfloat32_t scale = ck_sve_scale(type, at->step, at->b, at->row, rows), minimum = scale;
  if (ck_has_minimum(type)) minimum = ck_sve_minimum(type, at->step, at->b, at->row, rows);
  scale = svzip1_f32(scale, scale);
  minimum = svzip1_f32(minimum, minimum);
  add_sum(acc0, t, type, 0, at, sum0, scale, minimum);
  add_sum(acc1, t, type, 1, at, sum1, scale, minimum);
  if (pairs == 2) return;
  add_sum(acc2, t, type, 2, at, sum2, scale, minimum);
  add_sum(acc3, t, type, 3, at, sum3, scale, minimum);
}

CK_INLINE CK_SVE_I8MM void store(const ck_tile *t, size_t pair, size_t row, svfloat32_t acc) {
  svbool_t rows = svwhilelt_b32_u64(row, last_row(row));
  svst1_f32(rows, ck_tile_output(t, 0, 2 * pair) + row, svuzp1_f32(acc, acc));
  svst1_f32(rows, ck_tile_output(t, 0, 2 * pair + 1) + row, svuzp2_f32(acc, acc));
}

CK_INLINE CK_SVE_I8MM void multiply_tile(const ck_tile *t, ck_type type, int pairs) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS, per = ck_step_blocks(type);
  for (size_t row = 0; row < CK_GROUP_ROWS; row += svcntd()) {
    svfloat32_t acc0 = svdup_n_f32(0), acc1 = acc0, acc2 = acc0, acc3 = acc0;
    place at = {ck_group_quants(t->w, t->group[0]), ck_group_scales(t->w, t->group[0]), row, 0, 0};
    for (; at.block < blocks; at.step += ck_step_bytes(type))
      for (at.b = 0; at.b < per; at.b++, at.block++, at.lines += (size_t)ck_lines(type) * CK_LINE)
        add_block(&acc0, &acc1, &acc2, &acc3, t, type, pairs, &at);
    store(t, 0, row, acc0);
    store(t, 1, row, acc1);
    if (pairs == 2) continue;
    store(t, 2, row, acc2);
    store(t, 3, row, acc3);
  }
}

CK_INLINE CK_SVE_I8MM void multiply_any(const ck_tile *t, int pairs) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_tile(t, CK_Q4_0, pairs); break;
  case CK_Q4_1: multiply_tile(t, CK_Q4_1, pairs); break;
  case CK_Q5_0: multiply_tile(t, CK_Q5_0, pairs); break;
  case CK_Q8_0: multiply_tile(t, CK_Q8_0, pairs); break;
  case CK_Q4_K: multiply_tile(t, CK_Q4_K, pairs); break;
  case CK_Q5_K: multiply_tile(t, CK_Q5_K, pairs); break;
  default: multiply_tile(t, CK_Q6_K, pairs); break;
  }
}

CK_SVE_I8MM static void run_1x4(const ck_tile *t) { multiply_any(t, 2); }
CK_SVE_I8MM static void run_1x8(const ck_tile *t) { multiply_any(t, 4); }

// A matrix product wastes half of its work on a single column.
static const ck_shape shapes[] = {{4, 1, ck_sve_4x1}, {1, 4, run_1x4}, {1, 8, run_1x8}};

static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                     size_t stride) {
  ck_shapes fit = {shapes, sizeof shapes / sizeof *shapes};
  ck_walk(ck_is_float(w->type) ? ck_neon_float_shapes : fit, w, groups, x, y, stride);
}

const ck_kernels ck_sve_i8mm = {
    .name = "sve-i8mm",
    .vector_bits = ck_sve_vector_bits,
    .quantize = ck_neon_quantize,
    .multiply = multiply,
    .rms_norm = ck_neon_rms_norm,
    .softmax = ck_neon_softmax,
    .swiglu = ck_neon_swiglu,
    .add = ck_neon_add,
    .rope_pairs = ck_neon_rope_pairs,
    .rope_halves = ck_neon_rope_halves,
    .to_half = ck_neon_to_half,
    .from_half = ck_neon_from_half,
    .attend_scores = ck_neon_attend_scores,
    .attend_values = ck_neon_attend_values,
};

#endif
