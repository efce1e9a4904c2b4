#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernelchecks.h"
#include "random.h"

static const ck_type types[] = {CK_F32,  CK_F16,  CK_BF16, CK_Q4_0, CK_Q4_1,
                                CK_Q5_0, CK_Q8_0, CK_Q4_K, CK_Q5_K, CK_Q6_K};
static const size_t all_rows[] = {5, 72};
static const size_t all_blocks[] = {1, 3}; // of 256 columns; of 32 where the type allows
static const size_t all_columns[] = {1, 2, 3, 4, 5, 8, 13};

// So long that the columns do not fit the second-level cache together.
static const kc_product long_products[] = {
    {CK_Q4_0, 5, 34816, 13, KC_ORDINARY, 1},
    {CK_BF16, 5, 8704, 13, KC_ORDINARY, 2},
};

enum {
  TYPES = sizeof types / sizeof *types,
  ROWS = sizeof all_rows / sizeof *all_rows,
  BLOCKS = sizeof all_blocks / sizeof *all_blocks,
  COLUMNS = sizeof all_columns / sizeof *all_columns,
  SHORT = TYPES * ROWS * BLOCKS * COLUMNS * 2,
  LONG = sizeof long_products / sizeof *long_products,
};

size_t kc_product_count(void) { return SHORT + LONG; }

kc_product kc_product_at(size_t index) {
  if (index >= SHORT) return long_products[index - SHORT];
  kc_product p = {.seed = 0x9e3779b97f4a7c15ull * (index + 1)};
  p.data = index % 2 ? KC_EXTREME : KC_ORDINARY;
  index /= 2;
  p.columns = all_columns[index % COLUMNS];
  index /= COLUMNS;
  p.rows = all_rows[index / BLOCKS % ROWS];
  p.type = types[index / BLOCKS / ROWS % TYPES];
  size_t values = ck_block_values(p.type);
  p.cols = all_blocks[index % BLOCKS] * (values == 256 ? 256 : values == 32 ? 96 : 160);
  return p;
}

size_t kc_tensor_size(kc_product p) {
  return p.rows * p.cols / ck_block_values(p.type) * ck_block_bytes(p.type);
}

static uint16_t random_half(kc_data data, uint64_t *state) {
  static const uint16_t extremes[] = {0, 0x8000, 1, 0x8001, 0x03ff, 0x0400, 0x3c00, 0xfbff, 0x7bff};
  uint64_t bits = kc_next(state) >> 20;
  if (data == KC_EXTREME) return extremes[bits % (sizeof extremes / sizeof *extremes)];
  return (uint16_t)((bits & 0x83ff) | (8 + (bits >> 16) % 12) << 10);
}

static void put_half(uint8_t *at, kc_data data, uint64_t *state) {
  uint16_t half = random_half(data, state);
  memcpy(at, &half, sizeof half);
}

static void put_float(uint8_t *at, size_t bytes, uint64_t *state) {
  float value = kc_uniform(state);
  memcpy(at, (uint8_t *)&value + 4 - bytes, bytes);
}

static void fill_block(uint8_t *block, kc_product p, uint64_t *state) {
  static const uint8_t extremes[] = {0, 0x7f, 0x80, 0xff};
  for (size_t i = 0; i < ck_block_bytes(p.type); i++) {
    uint64_t bits = kc_next(state) >> 32;
    block[i] = p.data == KC_EXTREME ? extremes[bits % 4] : (uint8_t)bits;
  }
  switch (p.type) {
  case CK_F32: put_float(block, 4, state); break;
  case CK_BF16: put_float(block, 2, state); break;
  case CK_Q6_K: put_half(block + 208, p.data, state); break;
  case CK_Q4_1: case CK_Q4_K: case CK_Q5_K: put_half(block + 2, p.data, state); // fallthrough
  default: put_half(block, p.data, state);
  }
}

void kc_fill_tensor(kc_product p, uint8_t *tensor) {
  uint64_t state = p.seed;
  size_t bytes = ck_block_bytes(p.type);
  for (size_t at = 0; at < kc_tensor_size(p); at += bytes) fill_block(tensor + at, p, &state);
}

void kc_fill_input(kc_product p, float *values) {
  static const float extremes[] = {1.0f, -1.0f, 1.0f, -1.0f, 1e-38f, 3e-30f, 0.0f, -0.0f};
  uint64_t state = ~p.seed;
  for (size_t block = 0; block < p.cols * p.columns / 32; block++) {
    float magnitude = extremes[kc_next(&state) >> 61];
    for (size_t i = 0; i < 32; i++) {
      float value = kc_uniform(&state);
      if (p.data == KC_EXTREME) value = value < 0 ? -magnitude : magnitude;
      values[block * 32 + i] = value;
    }
  }
}

typedef struct {
  ck_matrix matrix;
  uint8_t *tensor, *packed;
  float *values;
} prepared;

static prepared prepare(kc_product p) {
  size_t packed = ck_packed_size(p.type, p.rows, p.cols);
  prepared ready = {
      .tensor = malloc(kc_tensor_size(p)),
      .packed = aligned_alloc(CK_ALIGNMENT, packed),
      .values = malloc(p.cols * p.columns * sizeof(float)),
  };
  ready.matrix = ck_matrix_at(p.type, p.rows, p.cols, ready.packed);
  kc_fill_tensor(p, ready.tensor);
  kc_fill_input(p, ready.values);
  ck_pack(&ready.matrix, (ck_range){0, ck_groups(&ready.matrix)}, ready.tensor);
  return ready;
}

// Quantizes and multiplies, the groups in two ranges. The caller frees the result.
static float *product_of(const ck_kernels *kernels, const prepared *ready, kc_product p) {
  void *memory = aligned_alloc(CK_ALIGNMENT, ck_activations_size(p.cols, p.columns));
  ck_activations x = ck_activations_at(p.cols, p.columns, ready->values, memory);
  size_t groups = ck_groups(&ready->matrix), stride = ck_padded_rows(&ready->matrix);
  float *y = malloc(stride * p.columns * sizeof *y);
  memset(y, 0xff, stride * p.columns * sizeof *y);
  kernels->quantize(&x, 0, p.columns / 2);
  kernels->quantize(&x, p.columns / 2, p.columns);
  kernels->multiply(&ready->matrix, (ck_range){0, groups / 3}, &x, y, stride);
  kernels->multiply(&ready->matrix, (ck_range){groups / 3, groups}, &x, y, stride);
  free(memory);
  return y;
}

bool kc_product_equals_scalar(const ck_kernels *kernels, kc_product p, char *message,
                              size_t capacity) {
  prepared ready = prepare(p);
  float *expected = product_of(ck_find("scalar"), &ready, p);
  float *actual = product_of(kernels, &ready, p);
  size_t count = ck_padded_rows(&ready.matrix) * p.columns, at = 0;
  while (at < count && memcmp(&expected[at], &actual[at], sizeof(float)) == 0) at++;
  if (at < count)
    snprintf(message, capacity,
             "%s: type %d, %zu x %zu, %zu columns, %s data: y[%zu] is %a, not %a",
             kernels->name, (int)p.type, p.rows, p.cols, p.columns,
             p.data == KC_EXTREME ? "extreme" : "ordinary", at, actual[at], expected[at]);
  free(expected);
  free(actual);
  free(ready.tensor);
  free(ready.packed);
  free(ready.values);
  return at == count;
}
