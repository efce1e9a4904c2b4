#if defined(__aarch64__)
#include "sve.h"

#pragma STDC FP_CONTRACT OFF

#define CK_SVE_I8MM __attribute__((target("arch=armv8.2-a+sve+i8mm")))

// Each 128-bit segment of a sum is a 2 x 2 product: (row 0, column 0), (row 0, column 1),
// (row 1, ...). So the rows of a vector take two: `low`, zipped from its lower half, and `high`.
typedef struct {
  const uint8_t *lines, *step;
  size_t row, b, block;
} place;

// Quad `quad` with its offset taken off.
CK_INLINE CK_SVE_I8MM svint32_t load_quad(ck_type type, const place *at, int quad) {
  svbool_t bytes = svwhilelt_b8_u64(4 * at->row, 4 * CK_GROUP_ROWS);
  svint8_t w = ck_sve_quad(type, at->lines + 4 * at->row, quad, bytes);
  if (ck_offset(type) != 0) w = svsub_n_s8_x(svptrue_b8(), w, (int8_t)ck_offset(type));
  return svreinterpret_s32_s8(w);
}

CK_INLINE CK_SVE_I8MM svfloat32_t alternate(const float *values, size_t a, size_t b) {
  return svzip1_f32(svdup_n_f32(values[a]), svdup_n_f32(values[b]));
}

// 16 columns of the weights with a pair of columns of x.
CK_INLINE CK_SVE_I8MM void add_products(svint32_t *low, svint32_t *high, const ck_tile *t,
                                        size_t pair, size_t k, svint32_t w0, svint32_t w1,
                                        svint32_t w2, svint32_t w3) {
  svint64_t a = svreinterpret_s64_s8(svld1rq_s8(svptrue_b8(), ck_tile_quants(t, 2 * pair) + k));
  svint64_t b = svreinterpret_s64_s8(svld1rq_s8(svptrue_b8(), ck_tile_quants(t, 2 * pair + 1) + k));
  svint8_t first = svreinterpret_s8_s64(svtrn1_s64(a, b));
  svint8_t last = svreinterpret_s8_s64(svtrn2_s64(a, b));
  *low = svmmla_s32(*low, svreinterpret_s8_s32(svzip1_s32(w0, w1)), first);
  *low = svmmla_s32(*low, svreinterpret_s8_s32(svzip1_s32(w2, w3)), last);
  *high = svmmla_s32(*high, svreinterpret_s8_s32(svzip2_s32(w0, w1)), first);
  *high = svmmla_s32(*high, svreinterpret_s8_s32(svzip2_s32(w2, w3)), last);
}

// Multiplies both halves of the rows' sums by Q6_K's scale of 16 columns and adds them up.
CK_INLINE CK_SVE_I8MM void add_scaled(svint32_t *low, svint32_t *high, svint32_t scale,
                                      svint32_t part_low, svint32_t part_high) {
  *low = svmla_s32_x(svptrue_b32(), *low, part_low, svzip1_s32(scale, scale));
  *high = svmla_s32_x(svptrue_b32(), *high, part_high, svzip2_s32(scale, scale));
}

// One half of a block with two pairs of columns.
CK_INLINE CK_SVE_I8MM void add_half(svint32_t *low0, svint32_t *high0, svint32_t *low1,
                                    svint32_t *high1, const ck_tile *t, ck_type type,
                                    const place *at, int half) {
  size_t k = at->block * CK_BLOCK_COLUMNS + 16 * (size_t)half;
  svint32_t w0 = load_quad(type, at, 4 * half), w1 = load_quad(type, at, 4 * half + 1);
  svint32_t w2 = load_quad(type, at, 4 * half + 2), w3 = load_quad(type, at, 4 * half + 3);
  if (type != CK_Q6_K) {
    add_products(low0, high0, t, 0, k, w0, w1, w2, w3);
    add_products(low1, high1, t, 1, k, w0, w1, w2, w3);
    return;
  }
  svbool_t rows = svwhilelt_b32_u64(at->row, CK_GROUP_ROWS);
  svint32_t scale = ck_sve_half_scale(at->step, at->b, half, at->row, rows);
  svint32_t zero = svdup_n_s32(0), a = zero, b = zero, c = zero, d = zero;
  add_products(&a, &b, t, 0, k, w0, w1, w2, w3);
  add_products(&c, &d, t, 1, k, w0, w1, w2, w3);
  add_scaled(low0, high0, scale, a, b);
  add_scaled(low1, high1, scale, c, d);
}

// acc += the block's contribution, as ckernels.h orders it.
CK_INLINE CK_SVE_I8MM void add_sum(svfloat32_t *low, svfloat32_t *high, const ck_tile *t,
                                   ck_type type, size_t pair, const place *at, svint32_t sum_low,
                                   svint32_t sum_high) {
  svbool_t all = svptrue_b32(), rows = svwhilelt_b32_u64(at->row, CK_GROUP_ROWS);
  size_t a = ck_tile_block(t, 2 * pair) + at->block;
  size_t b = ck_tile_block(t, 2 * pair + 1) + at->block;
  svfloat32_t scale = ck_sve_scale(type, at->step, at->b, at->row, rows);
  svfloat32_t dx = alternate(t->x->scale, a, b);
  svfloat32_t factor_low = svmul_f32_x(all, svzip1_f32(scale, scale), dx);
  svfloat32_t factor_high = svmul_f32_x(all, svzip2_f32(scale, scale), dx);
  *low = svmla_f32_x(all, *low, factor_low, svcvt_f32_s32_x(all, sum_low));
  *high = svmla_f32_x(all, *high, factor_high, svcvt_f32_s32_x(all, sum_high));
  if (!ck_has_minimum(type)) return;
  svfloat32_t minimum = ck_sve_minimum(type, at->step, at->b, at->row, rows);
  svfloat32_t sums = alternate(t->x->scaled_sum, a, b);
  *low = svmla_f32_x(all, *low, svzip1_f32(minimum, minimum), sums);
  *high = svmla_f32_x(all, *high, svzip2_f32(minimum, minimum), sums);
}

CK_INLINE CK_SVE_I8MM void store(const ck_tile *t, size_t pair, size_t row, svfloat32_t low,
                                 svfloat32_t high) {
  svbool_t rows = svwhilelt_b32_u64(row, CK_GROUP_ROWS);
  svst1_f32(rows, ck_tile_output(t, 0, 2 * pair) + row, svuzp1_f32(low, high));
  svst1_f32(rows, ck_tile_output(t, 0, 2 * pair + 1) + row, svuzp2_f32(low, high));
}

CK_INLINE CK_SVE_I8MM void multiply_tile(const ck_tile *t, ck_type type) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS, per = ck_step_blocks(type);
  for (size_t row = 0; row < CK_GROUP_ROWS; row += svcntw()) {
    svfloat32_t low0 = svdup_n_f32(0), high0 = low0, low1 = low0, high1 = low0;
    place at = {ck_group_quants(t->w, t->group[0]), ck_group_scales(t->w, t->group[0]), row, 0, 0};
    for (; at.block < blocks; at.step += ck_step_bytes(type))
      for (at.b = 0; at.b < per; at.b++, at.block++, at.lines += (size_t)ck_lines(type) * CK_LINE) {
        svint32_t zero = svdup_n_s32(0), a = zero, b = zero, c = zero, d = zero;
        add_half(&a, &b, &c, &d, t, type, &at, 0);
        add_half(&a, &b, &c, &d, t, type, &at, 1);
        add_sum(&low0, &high0, t, type, 0, &at, a, b);
        add_sum(&low1, &high1, t, type, 1, &at, c, d);
      }
    store(t, 0, row, low0, high0);
    store(t, 1, row, low1, high1);
  }
}

CK_SVE_I8MM static void run_1x4(const ck_tile *t) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_tile(t, CK_Q4_0); break;
  case CK_Q4_1: multiply_tile(t, CK_Q4_1); break;
  case CK_Q5_0: multiply_tile(t, CK_Q5_0); break;
  case CK_Q8_0: multiply_tile(t, CK_Q8_0); break;
  case CK_Q4_K: multiply_tile(t, CK_Q4_K); break;
  case CK_Q5_K: multiply_tile(t, CK_Q5_K); break;
  default: multiply_tile(t, CK_Q6_K); break;
  }
}

// A matrix product wastes half of its work on a single column.
static const ck_shape shapes[] = {{4, 1, ck_sve_4x1}, {1, 4, run_1x4}};

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
    .store_key = ck_neon_store_key,
    .attend_scores = ck_neon_attend_scores,
    .attend_values = ck_neon_attend_values,
};

#endif
