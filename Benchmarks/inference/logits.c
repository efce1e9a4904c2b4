// Prints llama.cpp's logits after each token of one prompt, a line of JSON for each.
//
// logits MODEL.gguf 1,2,3
#include <stdio.h>
#include <stdlib.h>

#include "llama.h"

enum { MOST = 512 };

static void quiet(enum ggml_log_level level, const char *text, void *data) {
  (void)data;
  if (level == GGML_LOG_LEVEL_ERROR) fputs(text, stderr);
}

static void print(const float *logits, int count) {
  for (int i = 0; i < count; i++) printf("%c%.9g", i == 0 ? '[' : ',', logits[i]);
  puts("]");
}

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  llama_log_set(quiet, NULL);
  struct llama_model *model = llama_model_load_from_file(argv[1], llama_model_default_params());
  if (!model) return 1;
  struct llama_batch batch = llama_batch_init(MOST, 0, 1);
  for (char *at = argv[2]; *at && batch.n_tokens < MOST; batch.n_tokens++) {
    int i = batch.n_tokens;
    batch.token[i] = (llama_token)strtol(at, &at, 10);
    batch.pos[i] = i;
    batch.n_seq_id[i] = 1;
    batch.seq_id[i][0] = 0;
    batch.logits[i] = 1;
    if (*at == ',') at++;
  }
  struct llama_context_params params = llama_context_default_params();
  params.n_ctx = params.n_batch = params.n_ubatch = MOST;
  struct llama_context *context = llama_init_from_model(model, params);
  if (!context || llama_decode(context, batch) != 0) return 1;
  int vocabulary = llama_vocab_n_tokens(llama_model_get_vocab(model));
  for (int i = 0; i < batch.n_tokens; i++) print(llama_get_logits_ith(context, i), vocabulary);
  llama_batch_free(batch);
  llama_free(context);
  llama_model_free(model);
  return 0;
}
