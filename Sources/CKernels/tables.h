// What the instruction sets share: the tables, and the walk over groups and columns.
#ifndef CK_TABLES_H
#define CK_TABLES_H

#include "packing.h"

enum {
  CK_TILE_GROUPS = 4,
  CK_TILE_COLUMNS = 8,
  CK_CHAIN = 256, // columns of a float row that are summed from zero
};

// Some groups times some columns of one product; entries may repeat at the edges.
typedef struct {
  const ck_matrix *w;
  const ck_activations *x;
  float *y;
  size_t stride;
  size_t group[CK_TILE_GROUPS];
  size_t column[CK_TILE_COLUMNS];
} ck_tile;

// A tile of a fixed shape.
typedef struct {
  size_t groups;
  size_t columns;
  void (*run)(const ck_tile *tile);
} ck_shape;

// The shapes of an instruction set in increasing order of columns; the first has one column.
typedef struct {
  const ck_shape *shapes;
  size_t count;
} ck_shapes;

// Covers the groups of a range and all columns with tiles: groups far apart, columns adjacent,
// columns in portions that stay in the second-level cache.
void ck_walk(ck_shapes shapes, const ck_matrix *w, ck_range groups, const ck_activations *x,
             float *y, size_t stride);

CK_INLINE float *ck_tile_output(const ck_tile *t, size_t group, size_t column) {
  return t->y + t->column[column] * t->stride + t->group[group] * CK_GROUP_ROWS;
}

CK_INLINE const float *ck_tile_values(const ck_tile *t, size_t column) {
  return t->x->values + t->column[column] * t->x->cols;
}

CK_INLINE const int8_t *ck_tile_quants(const ck_tile *t, size_t column) {
  return t->x->quants + t->column[column] * t->x->cols;
}

// Index of the first block of a column in the streams of one entry per block.
CK_INLINE size_t ck_tile_block(const ck_tile *t, size_t column) {
  return t->column[column] * (t->x->cols / CK_BLOCK_COLUMNS);
}

// Asks for a block's lines this far ahead of their use. Measured on two Zen 5 cores with 2 MiB pages
// and AVX2, two groups of Q4_K and one column: 53 GB/s without, 60 to 63 at 2 to 3 KiB, 55 at 5.
CK_INLINE void ck_prefetch(const uint8_t *lines, size_t bytes) {
  const uint8_t *ahead = lines + 2560;
  for (size_t at = 0; at < bytes; at += 64) __builtin_prefetch(ahead + at, 0, 3);
}

extern const ck_kernels ck_scalar;

#if defined(__x86_64__)
extern const ck_kernels ck_avx2, ck_avx512vnni;
#elif defined(__aarch64__)
extern const ck_kernels ck_neon, ck_neon_dotprod, ck_neon_i8mm, ck_sve, ck_sve_i8mm;
#endif

#endif
