#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernelchecks.h"
#include "random.h"

// More positions than two blocks of 16 keys, and every remainder of queries worked on together.
enum { POSITIONS = 37, ROOM = 48, QUERIES = 11, ATTENDED = QUERIES * (QUERIES + 1) / 2 };

// Inputs of every kernel, and one buffer that all results are written to in turn.
typedef struct {
  size_t count, results;
  float *a, *b, *c, *weights, *result;
  uint16_t *halves, *keys;
} vectors;

static vectors make_vectors(size_t count, uint64_t seed) {
  vectors v = {.count = count};
  v.a = malloc(count * sizeof(float));
  v.b = malloc(count * sizeof(float));
  v.c = malloc(QUERIES * count * sizeof(float));
  v.weights = malloc(QUERIES * ROOM * sizeof(float));
  v.halves = malloc(POSITIONS * count * sizeof(uint16_t));
  v.keys = calloc(ROOM * count, sizeof(uint16_t));
  v.result = calloc((16 + ATTENDED) * count + ATTENDED * ROOM, sizeof(float));
  for (size_t i = 0; i < count; i++) {
    v.a[i] = 40 * kc_uniform(&seed);
    v.b[i] = kc_uniform(&seed);
  }
  for (size_t i = 0; i < QUERIES * count; i++) v.c[i] = kc_uniform(&seed);
  for (size_t i = 0; i < QUERIES * ROOM; i++) v.weights[i] = kc_uniform(&seed);
  for (size_t i = 0; i < POSITIONS * count; i++)
    v.halves[i] = (uint16_t)((kc_next(&seed) >> 40 & 0x83ff) | (1 + (kc_next(&seed) >> 60)) << 10);
  if (count > 2) v.a[1] = -120.0f, v.a[2] = 95.0f;
  return v;
}

static void free_vectors(vectors v) {
  free(v.a);
  free(v.b);
  free(v.c);
  free(v.weights);
  free(v.halves);
  free(v.keys);
  free(v.result);
}

static float *append(vectors *v, const float *start) {
  float *at = v->result + v->results;
  if (start) memcpy(at, start, v->count * sizeof *at);
  v->results += v->count;
  return at;
}

// Every number of queries and positions, over keys that the kernels themselves have stored.
static void attend_all(const ck_kernels *k, vectors *v) {
  size_t n = v->count;
  for (size_t t = 0; t < POSITIONS; t++) k->store_key(v->keys, t, v->c + t % QUERIES * n, n);
  for (size_t count = 1; count <= QUERIES; count++) {
    ck_context context = {v->keys, v->halves, POSITIONS - 3 * count, n};
    float *y = v->result + v->results;
    k->attend_values(y, v->weights, ROOM, count, &context);
    k->attend_scores(y + count * n, ROOM, v->c, count, &context, 0.125f);
    v->results += count * (n + ROOM);
  }
}

static void run_all(const ck_kernels *k, vectors *v) {
  size_t n = v->count;
  k->rms_norm(append(v, NULL), v->a, v->b, n, 1e-5f);
  k->softmax(append(v, v->a), n);
  k->swiglu(append(v, NULL), v->a, v->b, n);
  k->add(append(v, v->a), v->b, n);
  k->rope_pairs(append(v, v->a), v->b, v->c, n / 2);
  k->rope_halves(append(v, v->a), v->b, v->c, n / 2);
  k->from_half(append(v, NULL), v->halves, n);
  k->to_half((uint16_t *)append(v, NULL), v->a, n);
  float *in_place = append(v, v->b);
  k->swiglu(in_place, v->a, in_place, n);
  in_place = append(v, v->a);
  k->rms_norm(in_place, in_place, v->b, n, 1e-6f);
  attend_all(k, v);
}

bool kc_vectors_equal_scalar(const ck_kernels *kernels, size_t count, uint64_t seed, char *message,
                             size_t capacity) {
  vectors expected = make_vectors(count, seed), actual = make_vectors(count, seed);
  run_all(ck_find("scalar"), &expected);
  run_all(kernels, &actual);
  size_t at = 0;
  while (at < expected.results &&
         memcmp(&expected.result[at], &actual.result[at], sizeof(float)) == 0)
    at++;
  bool equal = at == expected.results;
  if (!equal)
    snprintf(message, capacity, "%s: vectors of %zu: result %zu of kernel %zu is %a, not %a",
             kernels->name, count, at % count, at / count, actual.result[at], expected.result[at]);
  free_vectors(expected);
  free_vectors(actual);
  return equal;
}

// The half itself, a float just below, at and just above the boundary to the next half.
static void boundary(uint16_t half, float *floats) {
  uint16_t pair[2] = {half, (uint16_t)(half + 1)};
  ck_find("scalar")->from_half(floats, pair, 2);
  float middle = (floats[0] + floats[1]) / 2;
  uint32_t bits;
  memcpy(&bits, &middle, sizeof bits);
  for (int i = 0; i < 3; i++) {
    uint32_t near = bits + (uint32_t)i - 1;
    memcpy(&floats[1 + i], &near, sizeof near);
  }
}

bool kc_halves_equal_scalar(const ck_kernels *kernels, char *message, size_t capacity) {
  for (uint32_t bits = 0; bits < 0x10000; bits++) {
    if ((bits & 0x7fff) >= 0x7bff) continue;
    float floats[4], back;
    uint16_t half = (uint16_t)bits, expected[4], actual[4];
    boundary(half, floats);
    kernels->from_half(&back, &half, 1);
    ck_find("scalar")->to_half(expected, floats, 4);
    kernels->to_half(actual, floats, 4);
    bool equal = memcmp(&back, &floats[0], sizeof back) == 0 &&
                 memcmp(expected, actual, sizeof actual) == 0;
    if (!equal || actual[0] != half) {
      snprintf(message, capacity, "%s: half %#x does not convert as in scalar", kernels->name,
               bits);
      return false;
    }
  }
  return true;
}
