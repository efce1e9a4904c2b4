// The contract of the inference kernels: one packed weight format, one arithmetic, one table per
// instruction set.
//
// Arithmetic. Every table gives results equal (==) to the scalar one, because the order is fixed:
//  - Quantized weights: for each row and each block of 32 columns, in increasing order, the sum of
//    weight x activation is exact in int32 (offsets -8, -16, -32 and the 6-bit-weight scales
//    included); then acc = fma(dw * dx, (float)sum, acc), and for types with a minimum
//    acc = fma(m, s, acc), where s = dx * (sum of the block's activations), rounded once.
//  - F32, F16, BF16 weights: chains of fma over 256 columns that start from zero, added in order.
//  - Other reductions: element i goes to lane i % 16; lanes are added as a tree, l with l + 8, + 4,
//    + 2, + 1.
//  - No other contraction; round to nearest, ties to even; exp is the one of ck_exp below.
// A column's result does not depend on how many columns are multiplied at once, nor on the range
// of groups. Inputs must be finite.
//
// Ownership. The caller owns all memory; nothing here allocates, prints, exits or keeps state.
// Sizes are preconditions, not checked in the kernels.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__swift__)
#define CK_SENDABLE __attribute__((swift_attr("@Sendable")))
#else
#define CK_SENDABLE
#endif

// Weight types, numbered as in GGUF.
typedef enum {
  CK_F32 = 0,
  CK_F16 = 1,
  CK_Q4_0 = 2,
  CK_Q4_1 = 3,
  CK_Q5_0 = 6,
  CK_Q8_0 = 8,
  CK_Q4_K = 12,
  CK_Q5_K = 13,
  CK_Q6_K = 14,
  CK_BF16 = 30,
} ck_type;

enum {
  CK_GROUP_ROWS = 8,     // rows interleaved in a packed group
  CK_BLOCK_COLUMNS = 32, // columns that share an activation scale
  CK_ALIGNMENT = 64,     // bytes, of packed and activation memory
};

// A packed weight matrix: y = W x with W of (rows, cols). Fill it with ck_matrix_at and ck_pack.
typedef struct CK_SENDABLE {
  ck_type type;
  size_t rows;
  size_t cols;           // a multiple of ck_block_values(type)
  const uint8_t *quants; // (groups, cols / 32, ck_lines, 32 bytes), see packing.h
  const uint8_t *scales; // (groups, ...), a stream of its own; unused for F32, F16, BF16
} ck_matrix;

// The columns that a matrix multiplies: the float input and its int8 form.
typedef struct CK_SENDABLE {
  size_t cols;             // length of one column, a multiple of 32 for quantized weights
  size_t count;            // number of columns (sequences, or positions of a prompt)
  const float *values;     // (count, cols) float input; the caller's own memory
  int8_t *quants;          // (count, cols) in -127...127
  float *scale;            // (count, cols / 32) value = scale * quant
  float *scaled_sum;       // (count, cols / 32) scale * sum of the block
  int16_t *half_sums;      // (count, cols / 32, 2) sums of 16
} ck_activations;

// Groups of 8 rows, [begin, end), of a matrix.
typedef struct CK_SENDABLE {
  size_t begin;
  size_t end;
} ck_range;

// What the queries of one head attend to, as binary16.
typedef struct CK_SENDABLE {
  const uint16_t *keys;   // (ceil(positions / 16), size, 16): 16 positions side by side
  const uint16_t *values; // (positions, size)
  size_t positions;
  size_t size;            // length of a query, a key and a value
} ck_context;

// The kernels of one instruction set.
typedef struct CK_SENDABLE {
  const char *name;

  // Width of the integer kernels' vectors on this CPU, in bits; 32 for scalar.
  unsigned (*vector_bits)(void);

  // Quantizes columns [first, last) of x->values into the int8 form.
  void (*quantize)(const ck_activations *x, size_t first, size_t last);

  // y[column * stride + row] = W x for all x->count columns and the rows of the given groups.
  // Padding rows of the last group are written too (as 0): stride >= ck_padded_rows(w).
  // Threads may work on disjoint group ranges of one y at once. Quantized types read the int8
  // form of x, float types x->values. One column reads some far segments of the range at once.
  void (*multiply)(const ck_matrix *w, ck_range groups, const ck_activations *x, float *y,
                   size_t stride);

  // y = x / sqrt(mean(x^2) + epsilon) * weight; y may be x.
  void (*rms_norm)(float *y, const float *x, const float *weight, size_t count, float epsilon);

  // x = exp(x - max x) / sum, in place; count > 0.
  void (*softmax)(float *x, size_t count);

  // y = gate / (1 + exp(-gate)) * up; y may be gate or up.
  void (*swiglu)(float *y, const float *gate, const float *up, size_t count);

  // y += x.
  void (*add)(float *y, const float *x, size_t count);

  // Rotates the pairs (2i, 2i + 1) of one head in place, as Llama files expect.
  void (*rope_pairs)(float *x, const float *cosine, const float *sine, size_t pairs);

  // Rotates the pairs (i, i + pairs) of one head in place, as Qwen2 files expect.
  void (*rope_halves)(float *x, const float *cosine, const float *sine, size_t pairs);

  // IEEE binary16, ties to even.
  void (*to_half)(uint16_t *y, const float *x, size_t count);
  void (*from_half)(float *y, const uint16_t *x, size_t count);

  // Puts a key into its place among keys laid out as in ck_context, as to_half converts it.
  void (*store_key)(uint16_t *keys, size_t position, const float *key, size_t size);

  // scores[q * stride + t] = scale * (queries[q] . keys[t]) for `count` queries, (count, size): an
  // fma chain over the key from zero. Writes up to the next multiple of 16 positions.
  void (*attend_scores)(float *scores, size_t stride, const float *queries, size_t count,
                        const ck_context *context, float scale);

  // y[q] = sum over t of weights[q * stride + t] * values[t] for `count` queries, y (count, size):
  // an fma chain in order of t from zero.
  void (*attend_values)(float *y, const float *weights, size_t stride, size_t count,
                        const ck_context *context);
} ck_kernels;

// Instruction sets runnable on this CPU, best first; the last is always "scalar".
size_t ck_count(void);
const ck_kernels *ck_at(size_t index);

// The table of that name if this CPU can run it, else null. Names: scalar, avx2, avx512-vnni,
// neon, neon-dotprod, neon-i8mm, sve, sve-i8mm.
const ck_kernels *ck_find(const char *name);

// Values and bytes in one block of a GGUF row: 32/18 for Q4_0, 1/2 for F16; 0 for unknown types.
size_t ck_block_values(ck_type type);
size_t ck_block_bytes(ck_type type);

// ceil(rows / 8), and 8 times that.
size_t ck_groups(const ck_matrix *w);
size_t ck_padded_rows(const ck_matrix *w);

// Bytes of a packed matrix; 0 if the type is unknown, cols does not fit its blocks, or the size
// overflows.
size_t ck_packed_size(ck_type type, size_t rows, size_t cols);

// A matrix laid over ck_packed_size bytes, aligned to 64.
ck_matrix ck_matrix_at(ck_type type, size_t rows, size_t cols, void *memory);

// Packs groups [begin, end) from a whole GGUF tensor (rows, cols), row-major, any alignment, into
// the memory under w. Ranges may be packed by different threads. Lossless.
void ck_pack(const ck_matrix *w, ck_range groups, const void *source);

// Whether the floats of groups [begin, end) of a GGUF tensor are finite: its values, or the scales
// of its blocks. What is not must not be packed: inputs are finite.
bool ck_is_finite(const ck_matrix *w, ck_range groups, const void *source);

// Dequantizes one row, equal to what the GGUF block of that row means.
void ck_unpack_row(const ck_matrix *w, size_t row, float *values); // (cols)

// Bytes of the int8 form for `count` columns; 0 if cols is no multiple of 32 or the size overflows.
size_t ck_activations_size(size_t cols, size_t count);

// Activations laid over ck_activations_size bytes aligned to 64; values is (count, cols).
ck_activations ck_activations_at(size_t cols, size_t count, const float *values, void *memory);

// The exp of softmax and swiglu: relative error below 9e-8 (all floats tried), 0 below -87.33,
// exp(88.376) above that.
float ck_exp(float x);

#endif
