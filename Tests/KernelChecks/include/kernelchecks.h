// Checks of one instruction set against the scalar reference, bit by bit. C, because they also run
// under qemu on CPUs for which no Swift is at hand.
#ifndef KERNELCHECKS_H
#define KERNELCHECKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ckernels.h"

// What random weights and inputs look like.
typedef enum {
  KC_ORDINARY,
  KC_EXTREME, // bytes 0, 127, -128, 255; scales zero, subnormal, largest; inputs of one magnitude
} kc_data;

typedef struct CK_SENDABLE {
  ck_type type;
  size_t rows;
  size_t cols;
  size_t columns;
  kc_data data;
  uint64_t seed;
} kc_product;

// The products to try: every type, shapes with partial groups and tiles, both kinds of data.
size_t kc_product_count(void);
kc_product kc_product_at(size_t index);

// Bytes of the whole GGUF tensor of a product, and its seeded contents.
size_t kc_tensor_size(kc_product product);
void kc_fill_tensor(kc_product product, uint8_t *tensor);
void kc_fill_input(kc_product product, float *values); // (columns, cols)

// On a difference, false and a sentence in `message`.
bool kc_product_equals_scalar(const ck_kernels *kernels, kc_product product, char *message,
                              size_t capacity);

// All kernels that are not products, for vectors of `count`.
bool kc_vectors_equal_scalar(const ck_kernels *kernels, size_t count, uint64_t seed, char *message,
                             size_t capacity);

// Every finite binary16 value and every rounding boundary between two of them, both ways.
bool kc_halves_equal_scalar(const ck_kernels *kernels, char *message, size_t capacity);

#endif
