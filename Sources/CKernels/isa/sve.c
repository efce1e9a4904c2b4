#if defined(__aarch64__)
#include "sve.h"

#pragma STDC FP_CONTRACT OFF

// Where a product is: rows of a group from `row` on, and a block.
typedef struct {
  const uint8_t *lines, *step;
  size_t row, b, block;
} place;

// Products of 16 columns, quads 4 half ... 4 half + 3, with one column of x.
CK_INLINE CK_SVE svint32_t dot_half(svint32_t sum, svint8_t w0, svint8_t w1, svint8_t w2,
                                    svint8_t w3, const int8_t *x) {
  svint8_t quads = svld1rq_s8(svptrue_b8(), x);
  sum = svdot_lane_s32(sum, w0, quads, 0);
  sum = svdot_lane_s32(sum, w1, quads, 1);
  sum = svdot_lane_s32(sum, w2, quads, 2);
  return svdot_lane_s32(sum, w3, quads, 3);
}

// One half of a block with one column, added to what the other half gave.
CK_INLINE CK_SVE void add_half(svint32_t *sum, const ck_tile *t, ck_type type, size_t column,
                               const place *at, int half, svint8_t w0, svint8_t w1, svint8_t w2,
                               svint8_t w3) {
  const int8_t *x = ck_tile_quants(t, column) + at->block * CK_BLOCK_COLUMNS + 16 * half;
  svint32_t start = svdup_n_s32(ck_sve_start(t, type, column, at->block, half));
  if (type != CK_Q6_K) {
    *sum = dot_half(half == 0 ? start : *sum, w0, w1, w2, w3, x);
    return;
  }
  svbool_t rows = svwhilelt_b32_u64(at->row, CK_GROUP_ROWS);
  svint32_t scale = ck_sve_half_scale(at->step, at->b, half, at->row, rows);
  svint32_t part = dot_half(start, w0, w1, w2, w3, x);
  *sum = half == 0 ? svmul_s32_x(rows, part, scale) : svmla_s32_x(rows, *sum, part, scale);
}

// acc += the block's contribution, as ckernels.h orders it.
CK_INLINE CK_SVE void add_sum(svfloat32_t *acc, const ck_tile *t, ck_type type, size_t column,
                              const place *at, svint32_t sum, svfloat32_t scale) {
  svbool_t rows = svwhilelt_b32_u64(at->row, CK_GROUP_ROWS);
  size_t entry = ck_tile_block(t, column) + at->block;
  svfloat32_t factor = svmul_n_f32_x(rows, scale, t->x->scale[entry]);
  *acc = svmla_f32_x(rows, *acc, factor, svcvt_f32_s32_x(rows, sum));
  if (!ck_has_minimum(type)) return;
  svfloat32_t minimum = ck_sve_minimum(type, at->step, at->b, at->row, rows);
  *acc = svmla_n_f32_x(rows, *acc, minimum, t->x->scaled_sum[entry]);
}

// A block of one group with 1 or 4 columns; SVE vectors make no arrays.
CK_INLINE CK_SVE void add_block(svfloat32_t *acc0, svfloat32_t *acc1, svfloat32_t *acc2,
                                svfloat32_t *acc3, const ck_tile *t, ck_type type, int columns,
                                const place *at) {
  svbool_t bytes = svwhilelt_b8_u64(4 * at->row, 4 * CK_GROUP_ROWS);
  svint32_t sum0 = svdup_n_s32(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
#pragma unroll
  for (int half = 0; half < 2; half++) {
    const uint8_t *lines = at->lines + 4 * at->row;
    svint8_t w0 = ck_sve_quad(type, lines, 4 * half, bytes);
    svint8_t w1 = ck_sve_quad(type, lines, 4 * half + 1, bytes);
    svint8_t w2 = ck_sve_quad(type, lines, 4 * half + 2, bytes);
    svint8_t w3 = ck_sve_quad(type, lines, 4 * half + 3, bytes);
    add_half(&sum0, t, type, 0, at, half, w0, w1, w2, w3);
    if (columns == 1) continue;
    add_half(&sum1, t, type, 1, at, half, w0, w1, w2, w3);
    add_half(&sum2, t, type, 2, at, half, w0, w1, w2, w3);
    add_half(&sum3, t, type, 3, at, half, w0, w1, w2, w3);
  }
  svbool_t rows = svwhilelt_b32_u64(at->row, CK_GROUP_ROWS);
  svfloat32_t scale = ck_sve_scale(type, at->step, at->b, at->row, rows);
  add_sum(acc0, t, type, 0, at, sum0, scale);
  if (columns == 1) return;
  add_sum(acc1, t, type, 1, at, sum1, scale);
  add_sum(acc2, t, type, 2, at, sum2, scale);
  add_sum(acc3, t, type, 3, at, sum3, scale);
}

CK_INLINE place first_block(const ck_tile *t, size_t group, size_t row) {
  return (place){ck_group_quants(t->w, group), ck_group_scales(t->w, group), row, 0, 0};
}

CK_INLINE void next_block(place *at, ck_type type) {
  at->lines += (size_t)ck_lines(type) * CK_LINE;
  at->block++;
  if (++at->b < ck_step_blocks(type)) return;
  at->b = 0;
  at->step += ck_step_bytes(type);
}

CK_INLINE CK_SVE void store(const ck_tile *t, size_t group, size_t column, size_t row,
                            svfloat32_t acc) {
  svst1_f32(svwhilelt_b32_u64(row, CK_GROUP_ROWS), ck_tile_output(t, group, column) + row, acc);
}

CK_INLINE CK_SVE void multiply_4x1(const ck_tile *t, ck_type type) {
  size_t blocks = t->w->cols / CK_BLOCK_COLUMNS;
  for (size_t row = 0; row < CK_GROUP_ROWS; row += svcntw()) {
    svfloat32_t acc0 = svdup_n_f32(0), acc1 = acc0, acc2 = acc0, acc3 = acc0;
    place at[CK_TILE_GROUPS];
    for (int g = 0; g < CK_TILE_GROUPS; g++) at[g] = first_block(t, t->group[g], row);
    for (size_t step = 0; step < blocks; step += ck_step_blocks(type))
      for (size_t b = 0; b < ck_step_blocks(type); b++) {
        add_block(&acc0, NULL, NULL, NULL, t, type, 1, &at[0]);
        add_block(&acc1, NULL, NULL, NULL, t, type, 1, &at[1]);
        add_block(&acc2, NULL, NULL, NULL, t, type, 1, &at[2]);
        add_block(&acc3, NULL, NULL, NULL, t, type, 1, &at[3]);
#pragma unroll
        for (int g = 0; g < CK_TILE_GROUPS; g++) next_block(&at[g], type);
      }
    store(t, 0, 0, row, acc0);
    store(t, 1, 0, row, acc1);
    store(t, 2, 0, row, acc2);
    store(t, 3, 0, row, acc3);
  }
}

CK_INLINE CK_SVE void multiply_1x4(const ck_tile *t, ck_type type) {
  for (size_t row = 0; row < CK_GROUP_ROWS; row += svcntw()) {
    svfloat32_t acc0 = svdup_n_f32(0), acc1 = acc0, acc2 = acc0, acc3 = acc0;
    place at = first_block(t, t->group[0], row);
    while (at.block < t->w->cols / CK_BLOCK_COLUMNS) {
      add_block(&acc0, &acc1, &acc2, &acc3, t, type, 4, &at);
      next_block(&at, type);
    }
    store(t, 0, 0, row, acc0);
    store(t, 0, 1, row, acc1);
    store(t, 0, 2, row, acc2);
    store(t, 0, 3, row, acc3);
  }
}

CK_SVE void ck_sve_4x1(const ck_tile *t) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_4x1(t, CK_Q4_0); break;
  case CK_Q4_1: multiply_4x1(t, CK_Q4_1); break;
  case CK_Q5_0: multiply_4x1(t, CK_Q5_0); break;
  case CK_Q8_0: multiply_4x1(t, CK_Q8_0); break;
  case CK_Q4_K: multiply_4x1(t, CK_Q4_K); break;
  case CK_Q5_K: multiply_4x1(t, CK_Q5_K); break;
  default: multiply_4x1(t, CK_Q6_K); break;
  }
}

CK_SVE static void run_1x4(const ck_tile *t) {
  switch (t->w->type) {
  case CK_Q4_0: multiply_1x4(t, CK_Q4_0); break;
  case CK_Q4_1: multiply_1x4(t, CK_Q4_1); break;
  case CK_Q5_0: multiply_1x4(t, CK_Q5_0); break;
  case CK_Q8_0: multiply_1x4(t, CK_Q8_0); break;
  case CK_Q4_K: multiply_1x4(t, CK_Q4_K); break;
  case CK_Q5_K: multiply_1x4(t, CK_Q5_K); break;
  default: multiply_1x4(t, CK_Q6_K); break;
  }
}

static const ck_shape shapes[] = {{4, 1, ck_sve_4x1}, {1, 4, run_1x4}};

// Every CPU with SVE has NEON, which does what is not an integer product.
static void multiply(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                     size_t stride) {
  ck_shapes fit = {shapes, sizeof shapes / sizeof *shapes};
  ck_walk(ck_is_float(w->type) ? ck_neon_float_shapes : fit, w, groups, x, y, stride);
}

CK_SVE unsigned ck_sve_vector_bits(void) { return (unsigned)(8 * svcntb()); }

const ck_kernels ck_sve = {
    .name = "sve",
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
